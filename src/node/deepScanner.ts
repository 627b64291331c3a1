import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { allDetectors } from '../core/detectors/index.ts';
import { nameDetectors } from '../core/detectors/names.ts';
import { secretlintDetectors } from '../core/detectors/secretlint.ts';
import type { Finding } from '../core/finding.ts';
import { createScanner, type ScanOptions, type Scanner } from '../core/scan.ts';
import { mergeOpinions } from '../core/scanDeep.ts';
import { copyUnits } from './copyUnits.ts';
import type { DeepAnswer, DeepRequest } from '../worker/messages.ts';

export interface DeepScannerOptions {
  /** The worker's file: `dist/worker.cjs` in a bundle. Default: beside this bundle, or the sources' own. */
  readonly workerFile?: string;
  /** ms for the second opinions on one text, apart from the worker's start. Default 1500. */
  readonly budget?: number;
  /** ms for the worker's start. Default 10000. */
  readonly startBudget?: number;
  /** Default: all detectors, with the second opinions' names known to it. */
  readonly scanner?: Scanner;
  /** Told when a text had to do with the engine's findings (and what came in time). The reason holds nothing of the text. */
  readonly degraded?: (reason: string) => void;
}

export interface DeepScanner {
  readonly scanner: Scanner;
  /** The engine's findings with the second opinions'. Never throws, never takes longer than start and budget together. */
  scan(text: string, options?: ScanOptions): Promise<Finding[]>;
  /** Starts the worker ahead of the first scan. */
  warm(): void;
  /** Ends the worker. Scans under way and later ones get the engine's findings. */
  dispose(): void;
}

/** A scanner of all detectors that also knows the second opinions' ids, titles and placeholder types. */
export const createFullScanner = (): Scanner => createScanner(allDetectors, [...secretlintDetectors, ...nameDetectors], copyUnits);

/** A worker that failed to start so many times in a row is not tried again: every scan would wait for it. */
const MOST_FAILED_STARTS = 3;

interface Job {
  readonly request: DeepRequest;
  readonly findings: Finding[];
  readonly finish: (reason?: string) => void;
}

/** Scans with the engine here and asks one worker thread, started with the first text and restarted when it hangs, for the rest. */
export function createDeepScanner(options: DeepScannerOptions = {}): DeepScanner {
  const scanner = options.scanner ?? createFullScanner();
  const { budget = 1500, startBudget = 10_000, degraded } = options;
  const queue: Job[] = [];
  let worker: Worker | undefined;
  let ready = false;
  let active: Job | undefined;
  let timer: NodeJS.Timeout | undefined;
  let lastId = 0;
  let failedStarts = 0;
  let disposed = false;

  function start(): Worker {
    // Flags of the host (an inspector, an input type) are not for the worker. Only `error` and `exit` of this very worker count: one that was given up may still report its end.
    const started = new Worker(options.workerFile ?? defaultWorkerFile(), { name: 'cordon-second-opinions', execArgv: [] });
    started.on('message', (answer: DeepAnswer) => started === worker && receive(answer));
    started.on('error', () => started === worker && giveUp('The worker for second opinions failed.'));
    started.on('exit', () => started === worker && giveUp('The worker for second opinions ended.'));
    // After the listeners, because a listener for messages would keep the process alive again.
    started.unref();
    ready = false;
    watch(startBudget, 'The worker for second opinions did not start in time.');
    return started;
  }

  function watch(ms: number, reason: string): void {
    clearTimeout(timer);
    timer = setTimeout(() => giveUp(reason), ms);
  }

  function receive(answer: DeepAnswer): void {
    if ('ready' in answer) {
      ready = true;
      failedStarts = 0;
      clearTimeout(timer);
      next();
      return;
    }
    if (answer.id !== active?.request.id) return;
    active.findings.push(...answer.findings);
    if (!answer.done) return;
    const job = active;
    active = undefined;
    clearTimeout(timer);
    job.finish();
    next();
  }

  function next(): void {
    if (active || !ready || !worker) return;
    active = queue.shift();
    if (!active) return;
    // Each of the two opinions stops by itself after half of the time; who runs longer hangs.
    watch(budget, 'The second opinions took too long on one text.');
    worker.postMessage(active.request);
  }

  /** Ends the worker; the job it hung on and, where it never became ready, all waiting ones do without it. */
  function giveUp(reason: string): void {
    clearTimeout(timer);
    const given = worker;
    if (!ready) failedStarts++;
    const lost = ready ? [] : queue.splice(0);
    if (active) lost.unshift(active);
    worker = undefined;
    active = undefined;
    ready = false;
    void given?.terminate();
    for (const job of lost) job.finish(reason);
    if (queue.length > 0 && !disposed) worker = start();
  }

  function ask(text: string, { path, disable }: ScanOptions): Promise<Finding[]> {
    return new Promise((resolve) => {
      const request = { id: ++lastId, text, disable: [...(disable ?? [])], budget: budget / 2, ...(path === undefined ? {} : { path }) };
      const findings: Finding[] = [];
      const finish = (reason?: string): void => {
        if (reason !== undefined) degraded?.(reason);
        resolve(findings);
      };
      if (failedStarts >= MOST_FAILED_STARTS) return finish('The worker for second opinions does not start here.');
      queue.push({ request, findings, finish });
      worker ??= start();
      next();
    });
  }

  return {
    scanner,
    async scan(text, scanOptions = {}) {
      if (disposed) return scanner.scan(text, scanOptions);
      // The worker reads while the engine does.
      const others = ask(text, scanOptions);
      return mergeOpinions(scanner, scanner.scan(text, scanOptions), await others);
    },
    warm() {
      if (!disposed) worker ??= start();
    },
    dispose() {
      disposed = true;
      const waiting = queue.splice(0);
      giveUp('The scanner was closed.');
      for (const job of waiting) job.finish();
    },
  };
}

/** A bundle is CommonJS and has the worker beside it; the sources run as they are. */
function defaultWorkerFile(): string {
  if (typeof __dirname === 'string') return join(__dirname, 'worker.cjs');
  const source = fileURLToPath(new URL('../worker/worker.ts', import.meta.url));
  return existsSync(source) ? source : fileURLToPath(new URL('worker.cjs', import.meta.url));
}
