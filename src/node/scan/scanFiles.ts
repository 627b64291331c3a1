import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { FoundFile } from '../files.ts';
import type { ScanPlace } from './place.ts';
import { type FileOutcome, scanFile } from './scanFile.ts';
import type { Scanners } from './scanners.ts';
import type { BatchAnswer, BatchRequest, BatchThread } from './scanThread.ts';

/** Bytes: a smaller tree is scanned sooner than threads are started. */
const BIG_TREE = 20 * 1024 * 1024;
/** What a thread gets at once. */
const BATCH_FILES = 64;
const BATCH_BYTES = 1024 * 1024;
/** Batches under way for each thread, so that none waits for work and few outcomes wait for an earlier one. */
const AHEAD = 4;

export interface ScanFilesOptions {
  /** From so many bytes on threads help. 0: always; Infinity: never. Default 20 MB. */
  readonly bigTree?: number;
  /** Default: one for each core. */
  readonly threads?: number;
}

/**
 * Scans files one after the other, or with a thread for each core where the tree is big. Outcomes come in the order of the files, and
 * what is said about them too, whichever way it went.
 */
export async function* scanFiles(
  place: ScanPlace,
  files: Iterable<FoundFile>,
  scanners: Scanners,
  { bigTree = BIG_TREE, threads = availableParallelism() }: ScanFilesOptions = {},
): AsyncGenerator<FileOutcome> {
  const walk = files[Symbol.iterator]();
  const first: Sized[] = [];
  let bytes = 0;
  for (let next = walk.next(); !next.done; next = walk.next()) {
    first.push({ file: next.value, bytes: sizeOf(next.value) });
    bytes += first.at(-1)!.bytes;
    if (bytes >= bigTree) break;
  }
  if (bytes < bigTree || threads < 2) {
    for (const { file } of first) yield await scanFile(place, file, scanners);
    for (let next = walk.next(); !next.done; next = walk.next()) yield await scanFile(place, next.value, scanners);
    return;
  }
  const crew = new Crew(place.cwd, threads, scanners);
  try {
    yield* inThreads(place, batches(first, walk), scanners, crew);
  } finally {
    crew.dispose();
  }
}

interface Sized {
  readonly file: FoundFile;
  readonly bytes: number;
}

const sizeOf = ({ path }: FoundFile): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

function* batches(first: readonly Sized[], rest: Iterator<FoundFile>): Generator<readonly FoundFile[]> {
  let batch: FoundFile[] = [];
  let size = 0;
  for (const { file, bytes } of withRest(first, rest)) {
    batch.push(file);
    size += bytes;
    if (batch.length < BATCH_FILES && size < BATCH_BYTES) continue;
    yield batch;
    batch = [];
    size = 0;
  }
  if (batch.length > 0) yield batch;
}

function* withRest(first: readonly Sized[], rest: Iterator<FoundFile>): Generator<Sized> {
  yield* first;
  for (let next = rest.next(); !next.done; next = rest.next()) yield { file: next.value, bytes: sizeOf(next.value) };
}

async function* inThreads(
  place: ScanPlace,
  work: Iterator<readonly FoundFile[]>,
  scanners: Scanners,
  crew: Crew,
): AsyncGenerator<FileOutcome> {
  // Each thread says what is wrong with a classification file; once is enough.
  const said = new Set<string>();
  const underWay: { readonly files: readonly FoundFile[]; readonly answer: Promise<BatchAnswer | undefined> }[] = [];
  for (let more = true; more || underWay.length > 0;) {
    while (more && underWay.length < crew.size * AHEAD) {
      const next = work.next();
      if (next.done) more = false;
      else underWay.push({ files: next.value, answer: crew.scan(next.value) });
    }
    const oldest = underWay.shift();
    if (!oldest) return;
    const answer = await oldest.answer;
    if (answer) {
      for (const { outcome, lines } of answer.outcomes) {
        for (const line of lines) if (!said.has(line) && said.add(line)) place.say(line);
        yield outcome;
      }
    } else {
      // Its thread ended, for want of memory perhaps: nothing is left out for that.
      for (const file of oldest.files) yield await scanFile(place, file, scanners);
    }
  }
}

/** Threads that scan batches, in turns. */
class Crew {
  private readonly threads: { worker: Worker; waiting: Map<number, (answer: BatchAnswer | undefined) => void> }[];
  private lastBatch = 0;

  constructor(cwd: string, size: number, { baseline, policies }: Scanners) {
    const workerData: BatchThread = { kind: 'batches', cwd, ...(policies && { policies }), ...(baseline && { baseline }) };
    this.threads = Array.from({ length: size }, () => {
      const worker = new Worker(threadFile(), { name: 'cordon-scan', execArgv: [], workerData });
      const waiting = new Map<number, (answer: BatchAnswer | undefined) => void>();
      const thread = { worker, waiting };
      const end = (): void => {
        this.threads.splice(this.threads.indexOf(thread), this.threads.includes(thread) ? 1 : 0);
        for (const settle of waiting.values()) settle(undefined);
        waiting.clear();
      };
      worker.on('message', (answer: BatchAnswer) => {
        waiting.get(answer.batch)?.(answer);
        waiting.delete(answer.batch);
      });
      worker.on('error', end);
      worker.on('exit', end);
      return thread;
    });
  }

  /** Threads that are still there; one to count with where there are none. */
  get size(): number {
    return Math.max(1, this.threads.length);
  }

  /** Undefined: no thread could do it. A thread gets its batches in their order. */
  scan(files: readonly FoundFile[]): Promise<BatchAnswer | undefined> {
    const thread = this.threads.toSorted((a, b) => a.waiting.size - b.waiting.size)[0];
    if (!thread) return Promise.resolve(undefined);
    const request: BatchRequest = { batch: ++this.lastBatch, files };
    return new Promise((settle) => {
      thread.waiting.set(request.batch, settle);
      thread.worker.postMessage(request);
    });
  }

  dispose(): void {
    for (const { worker } of [...this.threads]) void worker.terminate();
  }
}

/** The command line itself, which knows when it runs in a thread: a bundle of its own would hold all detectors once more. */
const threadFile = (): string => (typeof __filename === 'string' ? __filename : fileURLToPath(new URL('./threadMain.ts', import.meta.url)));
