import type { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';

/**
 * What a commit wrote into the write-ahead log goes into the database later. SQLite does that inside of a commit, which waits for the
 * disk; a thread of its own does it beside. Plain JavaScript, because a bundle has no second file.
 */
const THREAD = `
  const { workerData, parentPort } = require('node:worker_threads');
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  const { DatabaseSync } = require('node:sqlite');
  const database = new DatabaseSync(workerData.file);
  database.exec('PRAGMA busy_timeout = 1000; PRAGMA cache_size = -500;');
  const timer = setInterval(() => { try { database.exec('PRAGMA wal_checkpoint(PASSIVE)'); } catch {} }, workerData.every);
  parentPort.once('message', () => { clearInterval(timer); database.close(); parentPort.close(); });
`;
const EVERY_MS = 500;
/** It holds next to nothing. */
const LIMITS = { maxOldGenerationSizeMb: 24, maxYoungGenerationSizeMb: 2, stackSizeMb: 1 };
/** Where the thread does not keep up, commits do it themselves. Pages of 4 KB. */
const AT_THE_LATEST = 16_000;

/** Begins it; resolves, when called, once the thread is gone. Where there is no thread, all is as SQLite does it by default. */
export function checkpointBeside(database: DatabaseSync, file: string): () => Promise<void> {
  const worker = new Worker(THREAD, { eval: true, workerData: { file, every: EVERY_MS }, resourceLimits: LIMITS });
  worker.unref();
  let gone = false;
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  void ended.then(() => (gone = true));
  worker.once('online', () => database.isOpen && database.exec(`PRAGMA wal_autocheckpoint = ${AT_THE_LATEST}`));
  worker.once('error', () => database.isOpen && database.exec('PRAGMA wal_autocheckpoint = 1000'));
  return async () => {
    if (gone) return;
    // Whoever waits for it must not end before.
    worker.ref();
    worker.postMessage('end');
    await ended;
  };
}
