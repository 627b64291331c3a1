import { Worker } from 'node:worker_threads';
import type { ScannedFolder, WorkspaceMessage, WorkspaceThread } from './workspaceThread.ts';

export interface WorkspaceScan {
  /** `ended`: all was scanned; `cancelled`; `failed`: the thread broke off. */
  readonly result: Promise<'ended' | 'cancelled' | 'failed'>;
  cancel(): void;
}

/**
 * Scans the folders of a window in threads of their own, so that whoever asks goes on working.
 * @param file the bundle of the command line, or the sources' `threadMain.ts`
 */
export function scanWorkspace(
  file: string,
  request: Omit<WorkspaceThread, 'kind'>,
  onMessage: (message: WorkspaceMessage) => void,
): WorkspaceScan {
  const workerData: WorkspaceThread = { ...request, kind: 'workspace', folders: request.folders.map(asData) };
  const worker = new Worker(file, { name: 'cordon-workspace', execArgv: [], workerData, stdout: true, stderr: true });
  let cancelled = false;
  const result = new Promise<'ended' | 'cancelled' | 'failed'>((resolve) => {
    const end = (how: 'ended' | 'failed'): void => {
      resolve(cancelled ? 'cancelled' : how);
      void worker.terminate();
    };
    worker.on('message', (message: WorkspaceMessage) => {
      if (cancelled) return;
      onMessage(message);
      if (message.kind === 'done') end('ended');
    });
    worker.on('error', () => end('failed'));
    worker.on('exit', () => end('failed'));
  });
  return {
    result,
    cancel() {
      cancelled = true;
      void worker.terminate();
    },
  };
}

/** A baseline has a function, which no thread can be given. */
const asData = ({ baseline, ...rest }: ScannedFolder): ScannedFolder => ({
  ...rest,
  ...(baseline && { baseline: { file: baseline.file, key: baseline.key } }),
});
