import { DIMENSIONS, type Dimension, type Outcome, OUTCOMES, type SplitBy } from '../api.ts';

/** One row of the table `rollup`, in the order of its columns: day (since the epoch), outcome, the dimensions, count. */
export type Cell = readonly [day: number, outcome: number, ...dimensions: number[]];

/** Which events are meant: days since the epoch, both ends included, and the names chosen of each kind, by number. */
export interface Selection {
  readonly from: number;
  readonly to: number;
  readonly outcomes: ReadonlySet<number>;
  readonly names: Readonly<Partial<Record<Dimension, ReadonlySet<number>>>>;
}

export interface Sums {
  /** By outcome. */
  readonly totals: Readonly<Record<Outcome, number>>;
  /** Count by day and by what the chart is split by, as `day * KEYS + key`. */
  readonly perDay: ReadonlyMap<number, ReadonlyMap<number, number>>;
  /** Of each name of each dimension, counts by outcome. */
  readonly breakdown: Readonly<Record<Dimension, ReadonlyMap<number, readonly number[]>>>;
}

/**
 * The table `rollup` in memory, column by column. A page asks it for a dozen sums under any filter; in SQL each is a pass over the
 * table, here all are one pass over a few megabytes.
 */
export class Cube {
  private columns: Int32Array[] = [];
  private length = 0;
  private sumOfAll = 0;
  /** Rows when it was last loaded: later ones may repeat a cell. */
  private loaded = 0;

  /** Forgets everything and takes these rows. */
  load(cells: Iterable<Cell>): void {
    this.columns = Array.from({ length: WIDTH }, () => new Int32Array(1024));
    this.length = 0;
    this.sumOfAll = 0;
    for (const cell of cells) this.add(cell);
    this.loaded = this.length;
  }

  /** Adds to a cell; the count may be negative. */
  add(cell: Cell): void {
    if (this.length === this.columns[0]?.length) this.columns = this.columns.map((column) => grown(column));
    for (let index = 0; index < WIDTH; index += 1) this.columns[index]![this.length] = cell[index]!;
    this.length += 1;
    this.sumOfAll += cell[WIDTH - 1]!;
  }

  /** Everything that was counted. */
  get total(): number {
    return this.sumOfAll;
  }

  /** Whether so many cells stand there twice that loading the table again is worth it. */
  get stale(): boolean {
    return this.length > 2 * this.loaded + 50_000;
  }

  /** All sums of a page. A breakdown leaves its own dimension's filter out, so that other names can be chosen beside. */
  sum({ from, to, outcomes, names }: Selection, splitBy: SplitBy): Sums {
    const totals = OUTCOMES.map(() => 0);
    const perDay = new Map<number, Map<number, number>>();
    const breakdown = DIMENSIONS.map(() => new Map<number, number[]>());
    const chosen = DIMENSIONS.map((dimension) => names[dimension]);
    const split = splitBy === 'outcome' ? 1 : 2 + DIMENSIONS.indexOf(splitBy);
    const [days, outcomeColumn] = this.columns as [Int32Array, Int32Array];
    const counts = this.columns[WIDTH - 1]!;
    for (let row = 0; row < this.length; row += 1) {
      const day = days[row]!;
      if (day < from || day > to) continue;
      const outcome = outcomeColumn[row]!;
      if (outcomes.size > 0 && !outcomes.has(outcome)) continue;
      let misses = 0;
      let missed = -1;
      for (let index = 0; index < chosen.length && misses < 2; index += 1) {
        const set = chosen[index];
        if (!set || set.has(this.columns[index + 2]![row]!)) continue;
        misses += 1;
        missed = index;
      }
      if (misses > 1) continue;
      const count = counts[row]!;
      for (let index = 0; index < breakdown.length; index += 1) {
        if (misses === 0 || missed === index) addAt(breakdown[index]!, this.columns[index + 2]![row]!, outcome, count);
      }
      if (misses > 0) continue;
      totals[outcome]! += count;
      const key = this.columns[split]![row]!;
      let ofDay = perDay.get(day);
      if (!ofDay) perDay.set(day, (ofDay = new Map()));
      ofDay.set(key, (ofDay.get(key) ?? 0) + count);
    }
    return {
      totals: Object.fromEntries(OUTCOMES.map((outcome, index) => [outcome, totals[index]])) as Record<Outcome, number>,
      perDay,
      breakdown: Object.fromEntries(DIMENSIONS.map((dimension, index) => [dimension, breakdown[index]!])) as unknown as Sums['breakdown'],
    };
  }
}

const WIDTH = 2 + DIMENSIONS.length + 1;

function grown(column: Int32Array): Int32Array {
  const larger = new Int32Array(column.length * 2);
  larger.set(column);
  return larger;
}

function addAt(map: Map<number, number[]>, key: number, outcome: number, count: number): void {
  let counts = map.get(key);
  if (!counts) map.set(key, (counts = OUTCOMES.map(() => 0)));
  counts[outcome]! += count;
}
