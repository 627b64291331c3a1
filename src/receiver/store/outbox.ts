import type { DatabaseSync } from 'node:sqlite';
import type { Lease, Spool } from '../../node/spool.ts';

/** What waits for one target at most; the oldest is thrown away beyond it. */
const MAX_WAITING = 1_000_000;
const MAX_DEAD = 10_000;

/** What delivery needs of a spool. */
export type Outbox = Pick<Spool, 'lease' | 'trim'>;

/**
 * The events that wait to be forwarded to one target, as a spool. They were written in the transaction that took them in, so what was
 * acknowledged is forwarded, also after a crash. One process sends, so a lease needs no expiry: it ends with the process.
 */
export function createOutbox(database: DatabaseSync, target: string): Outbox {
  // A lease of a process that died.
  database.prepare('UPDATE outbox SET lease = 0 WHERE target = ?').run(target);
  const oldest = database.prepare('SELECT id, text FROM outbox WHERE target = ? AND lease = 0 ORDER BY id LIMIT ?');
  const mark = database.prepare('UPDATE outbox SET lease = ? WHERE id = ?');
  const remove = database.prepare('DELETE FROM outbox WHERE id = ?');
  const bury = database.prepare('INSERT INTO dead (id, target, text) SELECT id, target, text FROM outbox WHERE id = ?');
  const cut = (table: string): ReturnType<DatabaseSync['prepare']> =>
    database.prepare(
      `DELETE FROM ${table} WHERE target = ? AND id <= (SELECT id FROM ${table} WHERE target = ? ORDER BY id DESC LIMIT 1 OFFSET ?)`,
    );
  const cutWaiting = cut('outbox');
  const cutDead = cut('dead');

  function leaseOf(id: number, text: string): Lease {
    return {
      id: String(id),
      text,
      done: async () => void remove.run(id),
      release: async () => void mark.run(0, id),
      bury: async () => {
        bury.run(id);
        remove.run(id);
      },
    };
  }

  return {
    async lease(maxCount, maxBytes) {
      const leases: Lease[] = [];
      let bytes = 0;
      for (const { id, text } of oldest.all(target, maxCount) as unknown as { id: number; text: string }[]) {
        bytes += Buffer.byteLength(text);
        if (leases.length > 0 && bytes > maxBytes) break;
        mark.run(1, id);
        leases.push(leaseOf(id, text));
      }
      return leases;
    },
    async trim() {
      cutDead.run(target, target, MAX_DEAD);
      return { age: 0, size: Number(cutWaiting.run(target, target, MAX_WAITING).changes) };
    },
  };
}
