/** What runs in a thread of `scanFiles`. */
import { Readable, Writable } from 'node:stream';
import { parentPort, workerData } from 'node:worker_threads';
import type { FoundFile } from '../node/files.ts';
import type { BaselineKey } from './baseline.ts';
import type { Io } from './io.ts';
import { type FileOutcome, scanFile } from './scanFile.ts';
import { createScanners } from './scanners.ts';

export interface ThreadData {
  readonly cwd: string;
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
export function serveBatches(): void {
  let lines: string[] = [];
  const stderr = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  const { cwd, baseline } = workerData as ThreadData;
  const io: Io = { stdin: Readable.from([]), stdout: stderr, stderr, cwd };
  const scanners = createScanners(io, { deep: false, policies: true, ...(baseline && { baseline }) });
  const answer = async ({ batch, files }: BatchRequest): Promise<BatchAnswer> => {
    const outcomes = [];
    for (const file of files) {
      lines = [];
      outcomes.push({ outcome: await scanFile(io, file, scanners), lines });
    }
    return { batch, outcomes };
  };
  // One after the other: what is said belongs to one file.
  let last = Promise.resolve();
  parentPort?.on('message', (request: BatchRequest) => {
    last = last.then(async () => parentPort?.postMessage(await answer(request)));
  });
}
