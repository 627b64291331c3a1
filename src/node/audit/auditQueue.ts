import type { DecisionEvent } from '../../core/event.ts';
import type { AuditLog } from './auditLog.ts';

/** Held in memory while the disk refuses them. */
const MAX_HELD = 1_000;

export interface AuditQueue {
  /** Returns at once; the event is on the disk a moment later. */
  add(event: DecisionEvent): void;
  /** Resolves once all are on the disk, or the disk refuses them; then the next event tries again. */
  drain(): Promise<void>;
}

/** Between whoever decides, who must not wait, and the log, which takes its time. `failed` is told each time the disk refuses. */
export function createAuditQueue(log: AuditLog, failed: (error: unknown) => void): AuditQueue {
  const waiting: DecisionEvent[] = [];
  let writing: Promise<void> | undefined;

  async function write(): Promise<void> {
    try {
      while (waiting.length > 0) {
        const batch = waiting.slice(0, MAX_HELD);
        await log.append(batch.map((event) => ({ kind: 'decision', event })));
        waiting.splice(0, batch.length);
      }
    } catch (error) {
      waiting.splice(0, waiting.length - MAX_HELD);
      failed(error);
    }
  }

  const drain = (): Promise<void> => (writing ??= write().finally(() => (writing = undefined)));
  return {
    add(event) {
      waiting.push(event);
      void drain();
    },
    drain,
  };
}
