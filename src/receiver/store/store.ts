import type { DatabaseSync } from 'node:sqlite';
import { DIMENSIONS, OUTCOMES } from '../api.ts';
import type { ReceivedEvent } from '../otlp/event.ts';
import { arrays } from './arrays.ts';
import { type Cell, Cube } from './cube.ts';
import { openDatabase } from './database.ts';
import { deleteFingerprint, deleteOlder } from './deletion.ts';
import { createNames, type Names } from './names.ts';
import { createRollup, DAY_MS } from './rollup.ts';
import { inTransaction } from './schema.ts';

/** An event with the text that is to be forwarded, if there is anybody to forward to. */
export interface Arrival {
  readonly event: ReceivedEvent;
  readonly forward?: () => string;
}

export interface Store {
  readonly database: DatabaseSync;
  readonly names: Names;
  /** Keeps the events in one transaction: when it returns, they are committed. Returns how many were new. Throws when the disk fails. */
  append(arrivals: readonly Arrival[], targets?: readonly string[]): number;
  /** The counts, with everything in them that was received up to now. */
  counted(): Cube;
  /** How many events were counted, of all days; those that came in last may be missing. */
  total(): number;
  /** Counts a few thousand events; false: there were none left. */
  countSome(): boolean;
  /** Deletes every event with this fingerprint. Returns how many. Others may go on meanwhile. */
  deleteFingerprint(fingerprint: string): Promise<number>;
  /** Deletes what is of days before `time` (ms since the epoch). Returns how many events. */
  deleteOlder(time: number): Promise<number>;
  close(): void;
}

/** The receiver's memory, in one SQLite database in `folder`. Throws when the folder or the database cannot be used. */
export function openStore(folder: string): Store {
  const database = openDatabase(folder);
  const names = createNames(database);
  const rollup = createRollup(database);
  const cube = new Cube();
  const columns = ['uid', 'time', 'outcome', ...DIMENSIONS, 'count', 'instance', 'version', 'fingerprints', 'guard_off', 'details'];
  const insert = database.prepare(
    `INSERT INTO event (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')}) ON CONFLICT (uid) DO NOTHING`,
  );
  const forward = database.prepare('INSERT INTO outbox (target, text) VALUES (?, ?)');
  const allCells = arrays(database, `SELECT day, outcome, ${DIMENSIONS.join(', ')}, count FROM rollup`);
  const changesOfOthers = database.prepare('PRAGMA data_version');
  let seenVersion: unknown;

  function append(arrivals: readonly Arrival[], targets: readonly string[] = []): number {
    // Numbers for new names are given before the transaction begins; `names.ts` says why.
    const rows = arrivals.map(({ event }) => rowOf(event, names));
    return inTransaction(database, () => {
      let added = 0;
      for (const [index, row] of rows.entries()) {
        if (insert.run(...row).changes === 0) continue;
        added += 1;
        if (targets.length === 0) continue;
        const text = arrivals[index]!.forward?.();
        if (text !== undefined) for (const target of targets) forward.run(target, text);
      }
      return added;
    });
  }

  const countSome = (): boolean => {
    reloadIfChanged();
    return rollup.step((cell) => cube.add(cell));
  };

  function counted(): Cube {
    while (countSome());
    if (cube.stale) load();
    return cube;
  }

  const load = (): void => cube.load(allCells.iterate() as unknown as Iterable<Cell>);

  /** The command line deletes in the same database. */
  function reloadIfChanged(): void {
    const version = Object.values(changesOfOthers.get() ?? {})[0];
    if (version !== seenVersion) load();
    seenVersion = version;
  }

  async function afterCounting(work: () => Promise<number>): Promise<number> {
    counted();
    const deleted = await work();
    load();
    return deleted;
  }

  return {
    database,
    names,
    append,
    counted,
    countSome,
    total() {
      reloadIfChanged();
      return cube.total;
    },
    deleteFingerprint: (fingerprint) => afterCounting(() => deleteFingerprint(database, rollup, fingerprint)),
    deleteOlder: (time) => afterCounting(() => deleteOlder(database, rollup, Math.floor(time / DAY_MS))),
    close: () => database.close(),
  };
}

const GUARD = { off: 1, on: 2 } as const;

function rowOf(event: ReceivedEvent, names: Names): (string | number | null)[] {
  return [
    event.uid,
    event.time,
    OUTCOMES.indexOf(event.outcome),
    ...DIMENSIONS.map((dimension) => names.idOf(dimension, event[dimension])),
    event.count,
    event.instance,
    event.version,
    event.fingerprints.length > 0 ? JSON.stringify(event.fingerprints) : null,
    event.guard === undefined ? 0 : GUARD[event.guard],
    event.details,
  ];
}
