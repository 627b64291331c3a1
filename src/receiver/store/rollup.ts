import type { DatabaseSync } from 'node:sqlite';
import { DIMENSIONS, type Outcome, OUTCOMES } from '../api.ts';
import { arrays } from './arrays.ts';
import type { Cell } from './cube.ts';
import { createDerived } from './derived.ts';
import { inTransaction } from './schema.ts';

export const DAY_MS = 24 * 60 * 60 * 1000;

/** Events that one step counts: few enough that a request that comes meanwhile does not wait long. */
const STEP = 2_000;

const COLUMNS = ['day', 'outcome', ...DIMENSIONS].join(', ');
const ACTING = (['blocked', 'redacted', 'warned'] satisfies Outcome[]).map((outcome) => OUTCOMES.indexOf(outcome)).join(', ');

export interface Rollup {
  /**
   * Counts the next events that were received, in one transaction with the note of how far it got, so that a crash neither leaves
   * one out nor counts one twice. Returns false when there were none.
   */
  step(added: (cell: Cell) => void): boolean;
  /** Takes events out of the counts again, before they are deleted. Call it within a transaction, with a table `temp.gone (id)`. */
  subtract(added: (cell: Cell) => void): void;
}

export function createRollup(database: DatabaseSync): Rollup {
  const upTo = database.prepare('SELECT rolled_up AS done, (SELECT max(id) FROM event) AS last FROM progress');
  const limit = database.prepare('SELECT max(id) AS id FROM (SELECT id FROM event WHERE id > ? ORDER BY id LIMIT ?)');
  const count = `SELECT time / ${DAY_MS} AS day, outcome, ${DIMENSIONS.join(', ')}, sum(count) FROM event`;
  const cells = arrays(database, `${count} WHERE id > ? AND id <= ? GROUP BY 1, 2, 3, 4, 5, 6, 7`);
  const add = database.prepare(`
    INSERT INTO rollup (${COLUMNS}, count) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET count = count + excluded.count`);
  const done = database.prepare('UPDATE progress SET rolled_up = ?');
  const derive = createDerived(database);
  const guard = GUARD.map((sql) => database.prepare(sql));

  function step(added: (cell: Cell) => void): boolean {
    const { done: from, last } = upTo.get() as { done: number; last: number | null };
    if (last === null || last <= from) return false;
    const counted = inTransaction(database, () => {
      const to = (limit.get(from, STEP) as { id: number }).id;
      const rows = cells.all(from, to) as unknown as Cell[];
      for (const row of rows) add.run(...row);
      derive(from, to);
      for (const statement of guard) statement.run({ from, to });
      done.run(to);
      return rows;
    });
    counted.forEach(added);
    return true;
  }

  function subtract(added: (cell: Cell) => void): void {
    const rows = arrays(database, `${count} WHERE id IN temp.gone GROUP BY 1, 2, 3, 4, 5, 6, 7`).all() as unknown as Cell[];
    for (const row of rows) {
      const negative = [...row.slice(0, -1), -row.at(-1)!] as unknown as Cell;
      add.run(...negative);
      added(negative);
    }
    database.exec('DELETE FROM rollup WHERE count <= 0');
  }

  return { step, subtract };
}

/** What a step derives of the guard, from the events in `(:from, :to]`. */
const GUARD = [
  `INSERT INTO guard_off (instance, team, start, finish)
   SELECT instance, team, time, time + 1000 * CASE WHEN typeof(seconds) = 'integer' AND seconds > 0 THEN seconds END
   FROM (SELECT *, json_extract(details, '$."cordon.guard.off_seconds"') AS seconds FROM event
     WHERE id > :from AND id <= :to AND guard_off = 1)`,
  // It was off until that installation said that it is on again, whichever of the two came in first.
  `UPDATE guard_off SET finish = min(coalesce(finish, ended.time), ended.time) FROM (
     SELECT off.rowid AS row, min(event.time) AS time FROM guard_off AS off JOIN event INDEXED BY event_guard
       ON event.instance = off.instance AND event.time > off.start AND event.guard_off > 0 AND event.guard_off = 2
     WHERE off.instance IN (SELECT instance FROM event WHERE id > :from AND id <= :to AND guard_off > 0) GROUP BY off.rowid
   ) AS ended WHERE guard_off.rowid = ended.row`,
  // Where that was not said (the state of a machine is lost), the same guard being at work again says it too.
  `UPDATE guard_off SET finish = ended.time FROM (
     SELECT open.rowid AS row, min(event.time) AS time FROM event JOIN guard_off AS open
       ON open.instance = event.instance AND open.finish IS NULL AND event.time > open.start
     WHERE event.id > :from AND event.id <= :to AND event.guard_off = 0 AND event.outcome IN (${ACTING})
       AND EXISTS (SELECT 1 FROM event AS off INDEXED BY event_guard
         WHERE off.instance = open.instance AND off.time = open.start AND off.guard_off > 0 AND off.guard_off = 1 AND off.surface = event.surface)
     GROUP BY open.rowid
   ) AS ended WHERE guard_off.rowid = ended.row`,
];
