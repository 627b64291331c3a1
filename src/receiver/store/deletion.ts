import { setImmediate } from 'node:timers/promises';
import type { DatabaseSync } from 'node:sqlite';
import type { Rollup } from './rollup.ts';
import { DAY_MS } from './rollup.ts';
import { inTransaction } from './schema.ts';

/** Events deleted in one transaction; between two, requests are answered. */
const CHUNK = 2_000;

/** Deletes every event with this fingerprint, and what was counted of it. Everything must have been counted before. */
export async function deleteFingerprint(database: DatabaseSync, rollup: Rollup, fingerprint: string): Promise<number> {
  const deleted = await deleteEvents(database, rollup, 'SELECT event AS id FROM sighting WHERE fingerprint = ? LIMIT ?', fingerprint);
  inTransaction(database, () => {
    for (const table of ['fingerprint', 'machine', 'sighting']) {
      database.prepare(`DELETE FROM ${table} WHERE fingerprint = ?`).run(fingerprint);
    }
  });
  emptyLog(database);
  return deleted;
}

/** Deletes everything of the days before `day` (since the epoch). */
export async function deleteOlder(database: DatabaseSync, rollup: Rollup, day: number): Promise<number> {
  const time = day * DAY_MS;
  const deleted = await deleteEvents(database, rollup, 'SELECT id FROM event WHERE time < ? LIMIT ?', time);
  inTransaction(database, () => {
    database.prepare('DELETE FROM rollup WHERE day < ?').run(day);
    database.prepare('DELETE FROM machine WHERE fingerprint IN (SELECT fingerprint FROM fingerprint WHERE last < ?)').run(time);
    for (const table of ['fingerprint', 'instance']) database.prepare(`DELETE FROM ${table} WHERE last < ?`).run(time);
    // One that is off since long ago is off still, as long as its installation is known.
    database
      .prepare('DELETE FROM guard_off WHERE start < ? AND (finish < ? OR instance NOT IN (SELECT instance FROM instance))')
      .run(time, time);
  });
  if (deleted > 0) emptyLog(database);
  return deleted;
}

async function deleteEvents(database: DatabaseSync, rollup: Rollup, select: string, value: string | number): Promise<number> {
  database.exec(`
    CREATE TEMP TABLE IF NOT EXISTS gone (id INTEGER PRIMARY KEY);
    CREATE TEMP TABLE IF NOT EXISTS seen (fingerprint TEXT, event INTEGER, PRIMARY KEY (fingerprint, event)) WITHOUT ROWID;
  `);
  const choose = database.prepare(`INSERT OR IGNORE INTO temp.gone (id) ${select}`);
  let deleted = 0;
  for (;;) {
    const count = inTransaction(database, () => {
      database.exec('DELETE FROM temp.gone');
      const chosen = Number(choose.run(value, CHUNK).changes);
      if (chosen === 0) return 0;
      rollup.subtract(() => undefined);
      // Another fingerprint of the same event has one sighting less.
      database.exec(`
        DELETE FROM temp.seen;
        INSERT OR IGNORE INTO temp.seen SELECT each.value, event.id FROM event, json_each(event.fingerprints) AS each
          WHERE event.id IN temp.gone AND fingerprints IS NOT NULL;
        UPDATE fingerprint SET events = events - gone.count FROM (
          SELECT fingerprint AS of, count(*) AS count FROM temp.seen GROUP BY 1
        ) AS gone WHERE fingerprint = gone.of;
        DELETE FROM sighting WHERE (fingerprint, event) IN (SELECT fingerprint, event FROM temp.seen);
        DELETE FROM event WHERE id IN temp.gone;
        DELETE FROM machine WHERE fingerprint IN (SELECT fingerprint FROM fingerprint WHERE events <= 0);
        DELETE FROM fingerprint WHERE events <= 0;
      `);
      return chosen;
    });
    if (count === 0) return deleted;
    deleted += count;
    await setImmediate();
  }
}

/** `secure_delete` overwrites what was deleted in the database; the write-ahead log still holds it until it is emptied. */
function emptyLog(database: DatabaseSync): void {
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
}
