import { workerData } from 'node:worker_threads';
import { type BatchThread, serveBatches } from './scanThread.ts';
import { serveWorkspace, type WorkspaceThread } from './workspaceThread.ts';

/** What runs in a thread of a scan, by what the thread was given. */
export function serveThread(): void {
  const data = workerData as BatchThread | WorkspaceThread;
  if (data.kind === 'batches') serveBatches(data);
  else void serveWorkspace(data);
}
