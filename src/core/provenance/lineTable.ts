import type { FileLines, OpenLines } from './contentIndex.ts';
import { DISTINCTIVE, type HashedLines, pairHash, SPECIFIC } from './lines.ts';

/** Lines of a text that stem from one file: both ends are included, counted in the text's lines and in the table's. */
export interface Run {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly firstLine: number;
  readonly lastLine: number;
}

/** All lines of the closed files in flat arrays, with a table to look them up by. Made anew where a file changes. */
export interface LineTable {
  /** What of a text stems from the files. Runs of one file may overlap. */
  find(lines: HashedLines): Run[];
  /** Whether the line of a file has one before it, and one behind it. */
  hasBefore(line: number): boolean;
  hasBehind(line: number): boolean;
  isLine(line: number, lower: number, upper: number): boolean;
  /** Whether some file has a line of this hash, of which the lower half is known. */
  holds(lower: number): boolean;
  /** Whether an open file holds every distinctive line of a closed one and nothing else. */
  isCopy(lines: OpenLines): boolean;
}

/** A file of at most so many lines, without anything else to be recognised by, is recognised as a whole. */
const SHORT_FILE_LINES = 8;
/** Lines that open files hold too; only in the flags of the table. */
const SHARED = 4;
/** The last line of a file. */
const LAST = 8;

/** The table, and every file's lines as views into its arrays. */
export interface BuiltTable {
  readonly table: LineTable;
  readonly views: ReadonlyMap<string, FileLines>;
}

/** `files` in the order in which they are told of what two of them hold. */
export function buildLineTable(
  files: readonly { readonly id: string; readonly lines: FileLines }[],
  open: readonly OpenLines[],
): BuiltTable {
  const total = files.reduce((sum, { lines }) => sum + lines.lower.length, 0);
  const lower = new Uint32Array(total);
  const upper = new Uint32Array(total);
  const flags = new Uint8Array(total);
  const begins = new Uint32Array(files.length + 1);
  const views = new Map<string, FileLines>();
  let at = 0;
  for (const [index, { id, lines }] of files.entries()) {
    const end = at + lines.lower.length;
    lower.set(lines.lower, at);
    upper.set(lines.upper, at);
    for (let line = at; line < end; line++) flags[line] = lines.flags[line - at]! & (DISTINCTIVE | SPECIFIC);
    if (end > at) flags[end - 1]! |= LAST;
    begins[index] = at;
    views.set(id, { lower: lower.subarray(at, end), upper: upper.subarray(at, end), flags: flags.subarray(at, end) });
    at = end;
  }
  begins[files.length] = total;
  const copies = new Set(files.map(({ lines }) => fingerprintOf(lines)));
  const isCopy = (lines: OpenLines): boolean => copies.has(openFingerprint(lines));
  markShared(
    lower,
    flags,
    open.filter((lines) => !isCopy(lines)),
  );
  const table = createLineTable({ ids: files.map(({ id }) => id), lower, upper, flags, begins, isCopy });
  return { table, views };
}

interface FlatLines {
  readonly ids: readonly string[];
  readonly lower: Uint32Array;
  readonly upper: Uint32Array;
  readonly flags: Uint8Array;
  /** Where the lines of each file begin, and behind the last one where they end. */
  readonly begins: Uint32Array;
  readonly isCopy: LineTable['isCopy'];
}

/** Holds nothing but the flat arrays: what they were made of can go. */
function createLineTable({ ids, lower, upper, flags, begins, isCopy }: FlatLines): LineTable {
  const isLine = (line: number, low: number, up: number): boolean => lower[line] === low && upper[line] === up;
  /** The next distinctive line of the same file, or -1. */
  const following = (line: number): number => {
    for (let next = line; !(flags[next]! & LAST);) if (flags[++next]! & DISTINCTIVE) return next;
    return -1;
  };
  const slots = new Slots(countKeys(flags));
  const findLine = (low: number, up: number): number => {
    for (let slot = slots.first(low); slot >= 0; slot = slots.next(slot)) if (isLine(slots.line(slot), low, up)) return slots.line(slot);
    return -1;
  };
  /** The first of two lines that follow each other in a file as they do in the text. */
  const findPair = (hash: number, lowA: number, upA: number, lowB: number, upB: number): number => {
    for (let slot = slots.first(hash); slot >= 0; slot = slots.next(slot)) {
      const line = slots.line(slot);
      if (!isLine(line, lowA, upA)) continue;
      const next = following(line);
      if (next >= 0 && isLine(next, lowB, upB)) return line;
    }
    return -1;
  };
  const short = new Map<number, number[]>();
  for (let index = 0; index < ids.length; index++) {
    const begin = begins[index]!;
    const end = begins[index + 1]!;
    let recognisable = false;
    let previous = -1;
    for (let line = begin; line < end; line++) {
      const low = lower[line]!;
      const up = upper[line]!;
      if (flags[line]! & SPECIFIC) {
        recognisable = true;
        if (findLine(low, up) < 0) slots.put(low, line);
      }
      if (!(flags[line]! & DISTINCTIVE)) continue;
      if (previous >= 0) {
        recognisable = true;
        const hash = pairHash(lower[previous]!, upper[previous]!, low, up);
        if (findPair(hash, lower[previous]!, upper[previous]!, low, up) < 0) slots.put(hash, previous);
      }
      previous = line;
    }
    if (recognisable || end === begin || end - begin > SHORT_FILE_LINES) continue;
    short.set(lower[begin]!, [...(short.get(lower[begin]!) ?? []), begin]);
  }

  /** The run around two places that are known to be the same, as far as the lines before and behind are the same too. */
  const runAround = (text: HashedLines, from: number, to: number, firstLine: number, lastLine: number): Run => {
    const file = fileIndex(begins, ids.length, firstLine);
    const begin = begins[file]!;
    while (from > 0 && firstLine > begin && isLine(firstLine - 1, text.lower[from - 1]!, text.upper[from - 1]!)) {
      from--;
      firstLine--;
    }
    while (to + 1 < text.count && !(flags[lastLine]! & LAST) && isLine(lastLine + 1, text.lower[to + 1]!, text.upper[to + 1]!)) {
      to++;
      lastLine++;
    }
    return { id: ids[file]!, from, to, firstLine, lastLine };
  };

  return {
    hasBefore: (line) => line > 0 && !(flags[line - 1]! & LAST),
    hasBehind: (line) => !(flags[line]! & LAST),
    isLine,
    isCopy,
    holds: (low) => lower.includes(low),
    find(text) {
      const runs: Run[] = [];
      let covered = -1;
      let previous = -1;
      const found = (run: Run): void => {
        runs.push(run);
        covered = Math.max(covered, run.to);
      };
      for (let at = 0; at < text.count; at++) {
        const low = text.lower[at]!;
        const up = text.upper[at]!;
        const flag = text.flags[at]!;
        if (short.size > 0 && at > covered) {
          for (const begin of short.get(low) ?? []) {
            const run = runAround(text, at, at, begin, begin);
            if (isLine(begin, low, up) && flags[run.lastLine]! & LAST) found(run);
          }
        }
        if (!(flag & DISTINCTIVE)) continue;
        const before = previous;
        previous = at;
        if (at <= covered) continue;
        if (before >= 0) {
          const lowBefore = text.lower[before]!;
          const upBefore = text.upper[before]!;
          const hash = pairHash(lowBefore, upBefore, low, up);
          const line = slots.has(hash) ? findPair(hash, lowBefore, upBefore, low, up) : -1;
          if (line >= 0 && !(flags[line]! & flags[following(line)]! & SHARED)) {
            found(runAround(text, before, at, line, following(line)));
            continue;
          }
        }
        if (!(flag & SPECIFIC)) continue;
        const line = findLine(low, up);
        if (line >= 0 && !(flags[line]! & SHARED)) found(runAround(text, at, at, line, line));
      }
      return runs;
    },
  };
}

/** The last file that begins at or before a line. */
function fileIndex(begins: Uint32Array, files: number, line: number): number {
  let low = 0;
  let high = files;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (begins[middle]! <= line) low = middle;
    else high = middle;
  }
  return low;
}

/** Marks the lines that open files hold too. */
function markShared(lower: Uint32Array, flags: Uint8Array, open: readonly OpenLines[]): void {
  if (open.length === 0) return;
  const slots = new Slots(countKeys(flags));
  const find = (low: number): number => {
    for (let slot = slots.first(low); slot >= 0; slot = slots.next(slot)) if (lower[slots.line(slot)] === low) return slots.line(slot);
    return -1;
  };
  for (let line = 0; line < lower.length; line++) {
    if (flags[line]! & DISTINCTIVE && find(lower[line]!) < 0) slots.put(lower[line]!, line);
  }
  for (const lines of open) {
    for (const low of lines) {
      const line = find(low);
      if (line >= 0) flags[line]! |= SHARED;
    }
  }
  // Of lines that stand several times the first was marked.
  for (let line = 0; line < lower.length; line++) {
    if (flags[line]! & DISTINCTIVE) flags[line]! |= flags[find(lower[line]!)]! & SHARED;
  }
}

function fingerprintOf({ lower, flags }: FileLines): number {
  const distinct = new Set<number>();
  for (let line = 0; line < lower.length; line++) if (flags[line]! & DISTINCTIVE) distinct.add(lower[line]!);
  return openFingerprint(distinct);
}

/** The same for the same lines, whatever their order: exact in doubles, because a file has fewer than a million lines. */
function openFingerprint(lines: Iterable<number>): number {
  let sum = 0;
  for (const line of lines) sum += line;
  return sum;
}

/** How many keys these lines make at most: one for each that is followed by another, one more for each that counts alone. */
function countKeys(flags: Uint8Array): number {
  let keys = 0;
  for (const flag of flags) keys += (flag & DISTINCTIVE ? 1 : 0) + (flag & SPECIFIC ? 1 : 0);
  return keys;
}

/** Hash → lines, by open addressing; before it a bit per hash, which fits the processor's cache: most of what is asked is not there. */
class Slots {
  /** Line + 1; 0 is empty. */
  readonly #lines: Uint32Array;
  readonly #bits: Uint32Array;
  readonly #mask: number;

  /** `size` is how many are put into it at most. */
  constructor(size: number) {
    let bits = 1 << 12;
    while (bits < size * 8 && bits < 1 << 25) bits *= 2;
    this.#bits = new Uint32Array(bits >>> 5);
    this.#mask = bits - 1;
    this.#lines = new Uint32Array(Math.ceil(size * 1.5) + 16);
  }

  put(hash: number, line: number): void {
    const bit = this.#bit(hash);
    this.#bits[bit >>> 5]! |= 1 << (bit & 31);
    let slot = this.#home(hash);
    while (this.#lines[slot] !== 0) slot = slot + 1 === this.#lines.length ? 0 : slot + 1;
    this.#lines[slot] = line + 1;
  }

  has(hash: number): boolean {
    const bit = this.#bit(hash);
    return (this.#bits[bit >>> 5]! & (1 << (bit & 31))) !== 0;
  }

  /** The first slot where a line of this hash may be, or -1; lines of other hashes are among them. */
  first(hash: number): number {
    if (!this.has(hash)) return -1;
    const slot = this.#home(hash);
    return this.#lines[slot] === 0 ? -1 : slot;
  }

  next(slot: number): number {
    const next = slot + 1 === this.#lines.length ? 0 : slot + 1;
    return this.#lines[next] === 0 ? -1 : next;
  }

  line(slot: number): number {
    return this.#lines[slot]! - 1;
  }

  #bit(hash: number): number {
    return (hash ^ (hash >>> 11)) & this.#mask;
  }

  #home(hash: number): number {
    return Math.floor((hash / 0x1_0000_0000) * this.#lines.length);
  }
}
