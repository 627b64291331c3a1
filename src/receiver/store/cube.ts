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
  /** Of each key of what the chart is split by, the counts of the days from the first to the last. */
  readonly perKey: ReadonlyMap<number, Float64Array>;
  /** Of each name of each dimension, counts by outcome. */
  readonly breakdown: Readonly<Record<Dimension, ReadonlyMap<number, Float64Array>>>;
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
    if (this.length === this.columns[0]?.length) {
      for (let index = 0; index < WIDTH; index += 1) this.columns[index] = grown(this.columns[index]!);
    }
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
    const totals = new Float64Array(OUTCOMES.length);
    const breakdown = DIMENSIONS.map((): Float64Array[] => []);
    // Names are small numbers, so a list of them is looked up faster than a map or a set, for each of a million rows.
    const chosen = DIMENSIONS.map((dimension) => flags(names[dimension]));
    const wanted = flags(outcomes.size > 0 ? outcomes : undefined);
    const split = splitBy === 'outcome' ? 1 : 2 + DIMENSIONS.indexOf(splitBy);
    const perKey: Float64Array[] = [];
    const [days, outcomeColumn, ...dimensions] = this.columns as [Int32Array, Int32Array, ...Int32Array[]];
    const keys = this.columns[split]!;
    const counts = this.columns[WIDTH - 1]!;
    for (let row = 0; row < this.length; row += 1) {
      const day = days[row]!;
      if (day < from || day > to) continue;
      const outcome = outcomeColumn[row]!;
      if (wanted && !wanted[outcome]) continue;
      let misses = 0;
      let missed = -1;
      for (let index = 0; index < DIMENSIONS.length && misses < 2; index += 1) {
        const set = chosen[index];
        if (!set || set[dimensions[index]![row]!]) continue;
        misses += 1;
        missed = index;
      }
      if (misses > 1) continue;
      const count = counts[row]!;
      if (misses === 1) {
        ofName(breakdown[missed]!, dimensions[missed]![row]!, OUTCOMES.length)[outcome]! += count;
        continue;
      }
      for (let index = 0; index < DIMENSIONS.length; index += 1) {
        ofName(breakdown[index]!, dimensions[index]![row]!, OUTCOMES.length)[outcome]! += count;
      }
      totals[outcome]! += count;
      ofName(perKey, keys[row]!, to - from + 1)[day - from]! += count;
    }
    return {
      totals: Object.fromEntries(OUTCOMES.map((outcome, index) => [outcome, totals[index]])) as Record<Outcome, number>,
      perKey: mapOf(perKey),
      breakdown: Object.fromEntries(
        DIMENSIONS.map((dimension, index) => [dimension, mapOf(breakdown[index]!)]),
      ) as unknown as Sums['breakdown'],
    };
  }
}

const WIDTH = 2 + DIMENSIONS.length + 1;

/** By a half: what is copied is held twice for a moment. */
function grown(column: Int32Array): Int32Array {
  const larger = new Int32Array(Math.ceil(column.length * 1.5));
  larger.set(column);
  return larger;
}

/** Whether each number is one of these; undefined where none is asked for. */
function flags(ids: ReadonlySet<number> | undefined): boolean[] | undefined {
  if (!ids) return undefined;
  const list: boolean[] = [];
  for (const id of ids) if (id >= 0) list[id] = true;
  return list;
}

function ofName(sums: Float64Array[], name: number, width: number): Float64Array {
  return (sums[name] ??= new Float64Array(width));
}

const mapOf = (sums: readonly Float64Array[]): Map<number, Float64Array> =>
  new Map([...sums.entries()].filter((entry) => entry[1] !== undefined));
