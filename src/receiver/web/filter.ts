import { DIMENSIONS, OUTCOMES, type Outcome, type SplitBy } from '../api.ts';
import type { Filter } from '../store/queries.ts';
import { DAY_MS } from '../store/rollup.ts';

const MAX_DAYS = 3 * 366;
const MAX_NAMES = 50;

export interface PageQuery {
  readonly filter: Filter;
  readonly splitBy: SplitBy;
  /** A value that was not seen for so many days counts as remediated. */
  readonly quietDays: number;
}

/** The query of a page's address, as people share it: what cannot be read counts as not given. Days are UTC. */
export function readQuery(query: URLSearchParams, now: number): PageQuery {
  const today = Math.floor(now / DAY_MS);
  const to = Math.min(dayOf(query.get('to')) ?? today, today);
  const days = between(query.get('days'), 1, MAX_DAYS) ?? 30;
  const from = Math.max(dayOf(query.get('from')) ?? to - days + 1, to - MAX_DAYS);
  const split = query.get('split');
  return {
    filter: {
      from: Math.min(from, to),
      to,
      outcome: query.getAll('outcome').filter((each): each is Outcome => (OUTCOMES as readonly string[]).includes(each)),
      names: Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, query.getAll(dimension).slice(0, MAX_NAMES)])),
    },
    splitBy: DIMENSIONS.find((dimension) => dimension === split) ?? 'outcome',
    quietDays: between(query.get('quiet'), 1, 365) ?? 7,
  };
}

function dayOf(text: string | null): number | undefined {
  if (!text || !/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time / DAY_MS;
}

export function between(text: string | null | undefined, least: number, most: number): number | undefined {
  const number = Number(text);
  return text && Number.isInteger(number) && number >= least && number <= most ? number : undefined;
}
