/** What the receiver tells its page: the one file that both know. Types and names only. */

/** What became of what was kept back, as the dashboard counts it. The order is that of the numbers in the database. */
export const OUTCOMES = ['blocked', 'redacted', 'overridden', 'warned', 'allowed', 'lost'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What events are counted by. */
export const DIMENSIONS = ['detector', 'tier', 'provider', 'surface', 'team'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export type SplitBy = 'outcome' | Dimension;

/** The names that are too many to be shown each. */
export const OTHERS = '(others)';

export interface Count {
  readonly name: string;
  readonly counts: Readonly<Record<Outcome, number>>;
}

export interface Summary {
  readonly totals: Readonly<Record<Outcome, number>>;
  /** Of the chart: one series of a count per day for each of the largest names; the others are together in the last. */
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
  readonly breakdown: Readonly<Record<Dimension, readonly Count[]>>;
}

/** What is known of one leaked value: never the value, only its fingerprint. Times are ms since the epoch. */
export interface Fingerprint {
  readonly fingerprint: string;
  readonly detector: string;
  readonly first: number;
  readonly last: number;
  readonly events: number;
  /** Installations that it was seen on. */
  readonly machines: number;
  /** Not seen for the quiet days. */
  readonly remediated: boolean;
}

export interface Remediation {
  readonly remediated: number;
  readonly open: number;
  /** Half took at most that long from first to last seen, ms; null: none was remediated. */
  readonly medianMs: number | null;
  readonly slowestTenthMs: number | null;
}

export interface GuardOff {
  /** All installations together, ms. */
  readonly totalMs: number;
  readonly installations: number;
  readonly offNow: number;
}

/** Answer of `GET /api/summary`. Days are days since the epoch, both included, in UTC. */
export interface PageData extends Summary {
  readonly from: number;
  readonly to: number;
  readonly outcome: readonly Outcome[];
  readonly names: Readonly<Partial<Record<Dimension, readonly string[]>>>;
  readonly splitBy: SplitBy;
  readonly quietDays: number;
  readonly needsToken: boolean;
  /** Everything that was ever received and not deleted. */
  readonly events: number;
  readonly fingerprints: readonly Fingerprint[];
  readonly remediation: Remediation;
  readonly guardOff: GuardOff;
  readonly coverage: { readonly installations: number; readonly developers: number | null };
}

/** One event, as in `GET /api/events` and `GET /api/events/<uid>`. */
export interface EventLine extends Readonly<Record<Dimension, string>> {
  readonly id: number;
  readonly uid: string;
  readonly time: number;
  readonly outcome: Outcome;
  readonly count: number;
  readonly instance: string;
  readonly version: string;
  readonly fingerprints: readonly string[];
  readonly details: Readonly<Record<string, unknown>>;
}
