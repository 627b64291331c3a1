import type { Fingerprint, GuardOff, Remediation } from '../api.ts';
import { arrays } from './arrays.ts';
import type { Filter } from './queries.ts';
import { DAY_MS } from './rollup.ts';
import type { Store } from './store.ts';

/** The values seen in the days, on most machines first. The filter's detectors and teams count; an event's tier, provider or surface do not. */
export function topFingerprints(store: Store, filter: Filter, quietDays: number, now: number): Fingerprint[] {
  const { sql, values } = fingerprintConditions(store, filter);
  const rows = store.database
    .prepare(`SELECT * FROM fingerprint WHERE ${sql} ORDER BY machines DESC, events DESC, last DESC LIMIT 12`)
    .all(...values) as unknown as (Omit<Fingerprint, 'detector'> & { detector: number })[];
  return rows.map((row) => ({ ...row, detector: store.names.textOf(row.detector), remediated: row.last < now - quietDays * DAY_MS }));
}

/** How long values kept turning up. One that was not seen for the quiet days counts as remediated when it was last seen. */
export function remediation(store: Store, filter: Filter, quietDays: number, now: number): Remediation {
  const { sql, values } = fingerprintConditions(store, filter);
  const before = now - quietDays * DAY_MS;
  const { database } = store;
  // Read once: with a filter by team, finding the fingerprints is the dear part.
  const rows = arrays(database, `SELECT last < ?, last - first FROM fingerprint WHERE ${sql}`).all(before, ...values);
  const took = (rows as unknown as [number, number][]).filter(([gone]) => gone === 1).map(([, ms]) => ms);
  took.sort((a, b) => a - b);
  const nth = (share: number): number | null => took[Math.floor((took.length - 1) * share)] ?? null;
  return { remediated: took.length, open: rows.length - took.length, medianMs: nth(0.5), slowestTenthMs: nth(0.9) };
}

/** How long guards were off within the days; intervals of one installation that overlap count once. */
export function guardOff(store: Store, filter: Filter, now: number): GuardOff {
  const from = filter.from * DAY_MS;
  const to = Math.min((filter.to + 1) * DAY_MS, now);
  const team = teamCondition(store, filter);
  const rows = store.database
    .prepare(
      `SELECT instance, start, finish FROM guard_off WHERE start < ? AND (finish IS NULL OR finish > ?) ${team.sql} ORDER BY instance, start`,
    )
    .iterate(to, from, ...team.values) as unknown as Iterable<{ instance: string; start: number; finish: number | null }>;
  let totalMs = 0;
  let covered = { instance: '', upTo: 0 };
  const installations = new Set<string>();
  const offNow = new Set<string>();
  for (const { instance, start, finish } of rows) {
    if (covered.instance !== instance) covered = { instance, upTo: from };
    const end = Math.min(finish ?? now, to);
    totalMs += Math.max(0, end - Math.max(start, covered.upTo));
    covered.upTo = Math.max(covered.upTo, end);
    installations.add(instance);
    if (finish === null || finish > now) offNow.add(instance);
  }
  return { totalMs, installations: installations.size, offNow: offNow.size };
}

/** Installations that sent anything in the days. */
export function installations(store: Store, filter: Filter): number {
  const team = teamCondition(store, filter);
  const row = store.database
    .prepare(`SELECT count(*) AS count FROM instance WHERE last >= ? AND first < ? ${team.sql}`)
    .get(filter.from * DAY_MS, (filter.to + 1) * DAY_MS, ...team.values);
  return (row as { count: number }).count;
}

/** How many developers there are, as somebody has entered it; null: nobody has. */
export function developers(store: Store): number | null {
  const row = store.database.prepare("SELECT value FROM setting WHERE name = 'developers'").get() as { value: string } | undefined;
  return row ? Number(row.value) : null;
}

export function setDevelopers(store: Store, count: number | null): void {
  if (count === null) store.database.exec("DELETE FROM setting WHERE name = 'developers'");
  else store.database.prepare("INSERT OR REPLACE INTO setting (name, value) VALUES ('developers', ?)").run(String(count));
}

function fingerprintConditions(store: Store, filter: Filter): { sql: string; values: number[] } {
  const values = [filter.from * DAY_MS, (filter.to + 1) * DAY_MS];
  let sql = 'last >= ? AND first < ?';
  const detectors = idsOf(store, filter, 'detector');
  if (detectors.length > 0) sql += ` AND detector IN (${detectors.join(', ')})`;
  const teams = idsOf(store, filter, 'team');
  if (teams.length > 0) sql += ` AND fingerprint IN (SELECT fingerprint FROM machine WHERE team IN (${teams.join(', ')}))`;
  return { sql, values };
}

function teamCondition(store: Store, filter: Filter): { sql: string; values: number[] } {
  const teams = idsOf(store, filter, 'team');
  return { sql: teams.length > 0 ? `AND team IN (${teams.map(() => '?').join(', ')})` : '', values: teams };
}

/** Numbers, so that they can stand in the statement. */
function idsOf({ names }: Store, filter: Filter, kind: 'detector' | 'team'): number[] {
  return (filter.names[kind] ?? []).map((text) => names.find(kind, text) ?? -1);
}
