import {
  type Count,
  DIMENSIONS,
  type Dimension,
  type EventLine,
  OTHERS,
  OUTCOMES,
  type Outcome,
  type SplitBy,
  type Summary,
} from '../api.ts';
import type { Selection } from './cube.ts';
import { DAY_MS } from './rollup.ts';
import type { Store } from './store.ts';

/** What a page asks for: days since the epoch, both included; names as they are written in events, none means all. */
export interface Filter {
  readonly from: number;
  readonly to: number;
  readonly outcome: readonly Outcome[];
  readonly names: Readonly<Partial<Record<Dimension, readonly string[]>>>;
}

/** So many lines are shown of a list. */
const TOP = 12;
/** More colours than that cannot be told apart. */
const SERIES = 6;

/** Totals, counts per day and the lists beside. */
export function summarise(store: Store, filter: Filter, splitBy: SplitBy): Summary {
  const cube = store.counted();
  const { totals, perKey, breakdown } = cube.sum(selectionOf(store, filter), splitBy);
  return {
    totals,
    series: seriesOf(perKey, (key) => (splitBy === 'outcome' ? OUTCOMES[key]! : store.names.textOf(key))),
    breakdown: Object.fromEntries(
      DIMENSIONS.map((dimension) => [dimension, top(breakdown[dimension], (id) => store.names.textOf(id))]),
    ) as unknown as Summary['breakdown'],
  };
}

/** The place in the list after which the next page begins. */
export interface After {
  readonly time: number;
  readonly id: number;
}

/** Events, latest first. */
export function listEvents(store: Store, filter: Filter, limit: number, after?: After): EventLine[] {
  const { sql, values } = conditions(store, filter);
  const start = after ?? { time: Number.MAX_SAFE_INTEGER, id: Number.MAX_SAFE_INTEGER };
  // The ids come from the index alone; only the few that are shown are looked up.
  const rows = store.database
    .prepare(
      `SELECT * FROM event WHERE id IN (
         SELECT id FROM event WHERE ${sql} AND time <= ? AND (time < ? OR id < ?) ORDER BY time DESC, id DESC LIMIT ?
       ) ORDER BY time DESC, id DESC`,
    )
    .all(...values, start.time, start.time, start.id, limit);
  return rows.map((row) => lineOf(store, row as unknown as StoredEvent));
}

export function findEvent(store: Store, uid: string): EventLine | undefined {
  const row = store.database.prepare('SELECT * FROM event WHERE uid = ?').get(uid);
  return row && lineOf(store, row as unknown as StoredEvent);
}

interface StoredEvent extends Omit<EventLine, 'outcome' | 'fingerprints' | 'details' | Dimension>, Record<Dimension, number> {
  readonly outcome: number;
  readonly fingerprints: string | null;
  readonly details: string;
}

function lineOf({ names }: Store, row: StoredEvent): EventLine {
  const { id, uid, time, count, instance, version } = row;
  return {
    id,
    uid,
    time,
    outcome: OUTCOMES[row.outcome]!,
    detector: names.textOf(row.detector),
    tier: names.textOf(row.tier),
    provider: names.textOf(row.provider),
    surface: names.textOf(row.surface),
    team: names.textOf(row.team),
    count,
    instance,
    version,
    fingerprints: row.fingerprints === null ? [] : (JSON.parse(row.fingerprints) as string[]),
    details: JSON.parse(row.details) as Record<string, unknown>,
  };
}

/** A name that nobody has sent selects nothing. */
const NOBODY = -1;

function selectionOf({ names }: Store, filter: Filter): Selection {
  const ids = (dimension: Dimension): [Dimension, ReadonlySet<number>][] => {
    const chosen = filter.names[dimension] ?? [];
    return chosen.length === 0 ? [] : [[dimension, new Set(chosen.map((text) => names.find(dimension, text) ?? NOBODY))]];
  };
  return {
    from: filter.from,
    to: filter.to,
    outcomes: new Set(filter.outcome.map((outcome) => OUTCOMES.indexOf(outcome))),
    names: Object.fromEntries(DIMENSIONS.flatMap(ids)),
  };
}

function conditions(store: Store, filter: Filter): { sql: string; values: number[] } {
  const { from, to, outcomes, names } = selectionOf(store, filter);
  const parts = ['time >= ?', 'time < ?'];
  const values = [from * DAY_MS, (to + 1) * DAY_MS];
  for (const [column, set] of [['outcome', outcomes] as const, ...DIMENSIONS.map((dimension) => [dimension, names[dimension]] as const)]) {
    if (!set || set.size === 0) continue;
    parts.push(`${column} IN (${[...set].map(() => '?').join(', ')})`);
    values.push(...set);
  }
  return { sql: parts.join(' AND '), values };
}

function top(counts: ReadonlyMap<number, Float64Array>, textOf: (id: number) => string): Count[] {
  return [...counts]
    .filter(([, each]) => sum(each) > 0)
    .sort(([, a], [, b]) => sum(b) - sum(a))
    .slice(0, TOP)
    .map(([id, each]) => ({
      name: textOf(id),
      counts: Object.fromEntries(OUTCOMES.map((outcome, index) => [outcome, each[index]])) as Record<Outcome, number>,
    }));
}

function seriesOf(perKey: ReadonlyMap<number, Float64Array>, nameOf: (key: number) => string): Summary['series'] {
  const largest = [...perKey].filter(([, values]) => sum(values) > 0).sort(([, a], [, b]) => sum(b) - sum(a));
  const shown = largest.slice(0, SERIES).map(([key, values]) => ({ name: nameOf(key), values: [...values] }));
  const [first, ...rest] = largest.slice(SERIES).map(([, values]) => values);
  if (!first) return shown;
  return [...shown, { name: OTHERS, values: [...first].map((count, day) => rest.reduce((all, values) => all + values[day]!, count)) }];
}

const sum = (each: Float64Array): number => each.reduce((total, count) => total + count, 0);
