/**
 * Finds every occurrence of many literals in one pass; ASCII letters are compared without regard to case. The text is read as bytes, a
 * block at a time; the four from each place on are hashed to one bit of a table, which says whether a literal can begin there, and only
 * then is one compared. No step of the pass waits for the step before.
 */
export interface LiteralSearch {
  /** Calls `hit(literal index, start)` for every occurrence, in the order of the text. */
  run(text: string, hit: (literal: number, start: number) => void): void;
}

/**
 * Writes the low byte of every UTF-16 unit of a text to the beginning of `into`, which has room for them, and says whether all of them
 * are ASCII. The platform may know a faster way than `copyBytes`.
 */
export type CopyBytes = (text: string, into: Uint8Array) => boolean;

/** `CopyBytes` in plain JavaScript. */
export const copyBytes: CopyBytes = (text, into) => {
  let all = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    into[i] = code;
    all |= code;
  }
  return all < 128;
};

/** UTF-16 units that are read at a time: the bytes stay in the processor's nearest cache. */
const BLOCK = 8192;
/** So many of them are looked at again where one is not ASCII. */
const PART = 256;
/** Bytes that one look takes in, and those that two take in, of which the second begins at `SECOND`. */
const HEAD = 4;
const LONG = 6;
const SECOND = LONG - HEAD;
/** Bits of the tables, as powers of two: 32 and 16 KB. */
const FIRST = 18;
const SURE = 17;

/** Compiles the literals. Throws on an empty one, which would stand everywhere. */
export function compileLiterals(literals: readonly string[], copy: CopyBytes = copyBytes): LiteralSearch {
  if (literals.some((literal) => literal === '')) throw new Error('a literal must not be empty');
  const folded = literals.map(foldCase);
  const heads = new Heads(folded);
  const shorts = new Shorts(folded);
  // Kept from one run to the next; a run within a run has its own.
  let spare: DataView | undefined = new DataView(new ArrayBuffer(BLOCK + 2 * LONG));

  return {
    run(text, hit) {
      const block = spare ?? new DataView(new ArrayBuffer(BLOCK + 2 * LONG));
      spare = undefined;
      const bytes = new Uint8Array(block.buffer);
      const seek = shorts.reader(text);
      for (let from = 0; from < text.length; from += BLOCK) {
        const part = text.slice(from, from + BLOCK + LONG);
        const ascii = copy(part, bytes);
        bytes.fill(0, part.length, part.length + LONG);
        const count = Math.min(BLOCK, text.length - from);
        const places = seek(from, from + count, ascii, copy);
        let next = 0;
        for (let at = heads.next(block, 0, count); ; at = heads.next(block, at + 1, count)) {
          for (; next < places.length && places[next]! <= from + at; next++) shorts.look(text, places[next]!, hit);
          if (at >= count) break;
          heads.look(block, at, text, from + at, hit);
        }
      }
      spare = block;
    },
  };
}

/** Small ASCII letters instead of capital ones, and nothing else: lengths and other scripts stay as they are. */
const foldCase = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** Four bytes with the case of letters taken off; other signs lose a bit too, so what is equal may still differ. */
const fold = (bytes: number): number => (bytes & 0x7f7f7f7f) | 0x20202020;
const hash = (head: number): number => Math.imul(head, 0x9e3779b1);
/** Another one for three or four bytes, which is right where the first one is not. */
const hashHead = (head: number): number => Math.imul(head ^ (head >>> 15), 0x85ebca6b);
/** Of six bytes: the first four, and the last four. */
const hashLong = (head: number, second: number): number => Math.imul(hash(head) ^ second, 0x85ebca6b);
/** The first three of four bytes. */
const THREE = 0xffffff;

/** What literals of three characters and more begin with. */
class Heads {
  /** A bit for each head; and one for each longest beginning, of three, four or six characters, by which a literal is known. */
  private readonly first = new Int32Array(2 ** (FIRST - 5));
  private readonly sure = new Int32Array(2 ** (SURE - 5));
  /** A hash table with open addressing: the hashes of beginnings, and the literals that have them. */
  private readonly keys: Int32Array;
  private readonly owners: number[][];
  private readonly mask: number;
  private readonly literals: readonly Uint16Array[];

  constructor(literals: readonly string[]) {
    this.literals = literals.map(unitsOf);
    // At most half full.
    const slots = 2 ** (32 - Math.clz32(2 * literals.length));
    this.mask = slots - 1;
    this.keys = new Int32Array(slots);
    this.owners = new Array<number[]>(slots).fill(NONE);
    this.literals.forEach((literal, index) => {
      if (literal.length > 2) this.add(literal, index);
    });
  }

  private add(literal: Uint16Array, index: number): void {
    const head = headOf(literal, 0);
    const key =
      literal.length >= LONG ? hashLong(head, headOf(literal, SECOND)) : literal.length >= HEAD ? hashHead(head) : hashHead(head & THREE);
    setBit(this.sure, key >>> (32 - SURE));
    if (literal.length >= HEAD) setBit(this.first, hash(head) >>> (32 - FIRST));
    // Any character may follow: what `fold` leaves of it has two ranges of 32.
    else
      for (let after = 0; after < 64; after++)
        setBit(this.first, hash((head & THREE) | ((((after & 32) << 1) | 32 | (after & 31)) << 24)) >>> (32 - FIRST));
    const slot = this.slot(key);
    this.keys[slot] = key;
    this.owners[slot] = [...this.owners[slot]!, index];
  }

  /** The next place of a block at which a literal may begin. Hardly anything else happens in this loop: it is the engine's speed. */
  next(block: DataView, from: number, end: number): number {
    const { first, sure } = this;
    for (let at = from; at < end; at++) {
      const head = fold(block.getInt32(at, true));
      const bit = hash(head) >>> (32 - FIRST);
      if (((first[bit >>> 5]! >>> bit) & 1) === 0) continue;
      const four = hashHead(head) >>> (32 - SURE);
      const six = hashLong(head, fold(block.getInt32(at + SECOND, true))) >>> (32 - SURE);
      const three = hashHead(head & THREE) >>> (32 - SURE);
      if (((sure[four >>> 5]! >>> four) | (sure[six >>> 5]! >>> six) | (sure[three >>> 5]! >>> three)) & 1) return at;
    }
    return end;
  }

  /** Calls `hit` for the literals that stand at a place of a block, which is `start` in the text. */
  look(block: DataView, at: number, text: string, start: number, hit: (literal: number, start: number) => void): void {
    const head = fold(block.getInt32(at, true));
    for (const key of [hashHead(head & THREE), hashHead(head), hashLong(head, fold(block.getInt32(at + SECOND, true)))]) {
      const bit = key >>> (32 - SURE);
      if ((this.sure[bit >>> 5]! >>> bit) & 1) this.compare(key, text, start, hit);
    }
  }

  private compare(key: number, text: string, start: number, hit: (literal: number, start: number) => void): void {
    const slot = this.slot(key);
    if (this.keys[slot] === 0) return;
    const owners = this.owners[slot]!;
    for (let i = 0; i < owners.length; i++) if (standsAt(text, start, this.literals[owners[i]!]!)) hit(owners[i]!, start);
  }

  /** The entry of a hash, or a free one. */
  private slot(key: number): number {
    const { keys, mask } = this;
    let slot = (key >>> 8) & mask;
    while (keys[slot] !== key && keys[slot] !== 0) slot = (slot + 1) & mask;
    return slot;
  }
}

const headOf = (literal: Uint16Array, from: number): number =>
  fold((literal[from]! & 255) | ((literal[from + 1]! & 255) << 8) | ((literal[from + 2]! & 255) << 16) | ((literal[from + 3] ?? 0) << 24));

const NONE: number[] = [];

function setBit(table: Int32Array, bit: number): void {
  table[bit >>> 5]! |= 1 << bit;
}

function unitsOf(literal: string): Uint16Array {
  const units = new Uint16Array(literal.length);
  for (let i = 0; i < literal.length; i++) units[i] = literal.charCodeAt(i);
  return units;
}

/** Whether a folded literal stands at `start`. Outside the text `charCodeAt` is NaN. */
function standsAt(text: string, start: number, literal: Uint16Array): boolean {
  for (let i = 0; i < literal.length; i++) {
    const code = text.charCodeAt(start + i);
    if ((code >= 65 && code <= 90 ? code + 32 : code) !== literal[i]) return false;
  }
  return true;
}

/** Literals of one or two characters, which are few: ASCII as fast as the platform searches, others only in blocks that hold such. */
class Shorts {
  /** By the first unit. */
  private readonly literals = new Map<number, { readonly index: number; readonly units: Uint16Array }[]>();
  private readonly searched: readonly string[];
  /** Units that are not ASCII and begin one. */
  private readonly first: Uint8Array | undefined;
  private readonly part = new Uint8Array(PART);

  constructor(literals: readonly string[]) {
    const ascii = new Set<string>();
    let first: Uint8Array | undefined;
    literals.forEach((literal, index) => {
      if (literal.length > 2) return;
      for (const variant of variants(literal)) {
        const unit = variant.charCodeAt(0);
        if (unit > 127) (first ??= new Uint8Array(65536))[unit] = 1;
        else ascii.add(variant);
        const beginning = this.literals.get(unit) ?? [];
        if (!beginning.some((each) => each.index === index)) this.literals.set(unit, [...beginning, { index, units: unitsOf(literal) }]);
      }
    });
    this.searched = [...ascii];
    this.first = first;
  }

  /** Gives, block by block, the places at which one may stand, in their order. */
  reader(text: string): (from: number, to: number, ascii: boolean, copy: CopyBytes) => readonly number[] {
    const { searched, first } = this;
    const following = searched.map((literal) => text.indexOf(literal));
    return (from, to, ascii, copy) => {
      const places: number[] = [];
      let sources = 0;
      for (let i = 0; i < searched.length; i++) {
        if (following[i]! >= 0 && following[i]! < to) sources++;
        for (let at = following[i]!; at >= 0 && at < to; at = following[i] = text.indexOf(searched[i]!, at + 1)) places.push(at);
      }
      // Most of a block is ASCII even so.
      for (let at = from; first && !ascii && at < to; at += PART) {
        const end = Math.min(to, at + PART);
        if (copy(text.slice(at, end), this.part)) continue;
        for (let i = at; i < end; i++) if (first[text.charCodeAt(i)] === 1) places.push(i);
      }
      return sources > 1 || (sources > 0 && !ascii) ? [...new Set(places)].sort((a, b) => a - b) : places;
    };
  }

  look(text: string, start: number, hit: (literal: number, start: number) => void): void {
    for (const { index, units } of this.literals.get(text.charCodeAt(start)) ?? []) if (standsAt(text, start, units)) hit(index, start);
  }
}

/** A short literal in all its cases. */
function variants(literal: string): string[] {
  let all = [''];
  for (const char of literal)
    all = all.flatMap((each) => [...new Set([char, /[a-z]/.test(char) ? char.toUpperCase() : char])].map((c) => each + c));
  return all;
}
