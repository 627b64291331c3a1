/** What runs in a thread of `scanFiles`. */
import { parentPort } from 'node:worker_threads';
import type { FoundFile } from '../files.ts';
import type { BaselineKey } from './baseline.ts';
import type { ScanPlace } from './place.ts';
import { type FileOutcome, scanFile } from './scanFile.ts';
import type { PolicyTrust } from './policyAt.ts';
import { createScanners } from './scanners.ts';

export interface BatchThread {
  readonly kind: 'batches';
  readonly cwd: string;
  readonly policies?: PolicyTrust;
  readonly baseline?: BaselineKey;
}

export interface BatchRequest {
  readonly batch: number;
  readonly files: readonly FoundFile[];
}

export interface BatchAnswer {
  readonly batch: number;
  /** For each file, with the lines that were said about it. */
  readonly outcomes: readonly { readonly outcome: FileOutcome; readonly lines: readonly string[] }[];
}

/** Answers batches until the thread is ended. */
export function serveBatches({ cwd, baseline, policies }: BatchThread): void {
  let lines: string[] = [];
  const place: ScanPlace = { cwd, say: (line) => void lines.push(line) };
  const scanners = createScanners(place, { deep: false, policies: policies ?? false, ...(baseline && { baseline }) });
  const answer = async ({ batch, files }: BatchRequest): Promise<BatchAnswer> => {
    const outcomes = [];
    for (const file of files) {
      lines = [];
      outcomes.push({ outcome: await scanFile(place, file, scanners), lines });
    }
    return { batch, outcomes };
  };
  // One after the other: what is said belongs to one file.
  let last = Promise.resolve();
  parentPort?.on('message', (request: BatchRequest) => {
    last = last.then(async () => parentPort?.postMessage(await answer(request)));
  });
}
