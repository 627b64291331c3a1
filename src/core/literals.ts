/**
 * Finds every occurrence of many literals in one pass; ASCII letters are compared without regard to case. The text is read as bytes, a
 * block at a time; four from every second place on are hashed to one bit of a table, which says whether they can be part of a literal,
 * and only then is one compared. No step of the pass waits for the step before.
 */
export interface LiteralSearch {
  /** Calls `hit(literal index, start)` for every occurrence, in the order of the text, and lets `read` have each block too. */
  run(text: string, hit: (literal: number, start: number) => void, read?: ReadBlock): void;
}

/** Takes the next block of a text: its bytes in fours, where it begins in the text, and how many they are. */
export type ReadBlock = (fours: Int32Array, from: number, count: number) => void;

/**
 * Writes the low byte of every UTF-16 unit of a text to the beginning of `into`, which has room for them, and says whether all of them
 * are ASCII.
 */
function copy(text: string, into: Uint8Array): boolean {
  let all = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    into[i] = code;
    all |= code;
  }
  return all < 128;
}

/** UTF-16 units that are read at a time: the bytes stay in the processor's nearest cache. */
const BLOCK = 8192;
/** So many of them are looked at again where one is not ASCII. */
const PART = 256;
/** Bytes that one look takes in, and those that two take in. A look at every second byte meets one of two that begin side by side. */
const GRAM = 4;
const LONG = 6;
/** A literal is known by bytes that begin at most so far behind its beginning. */
const FURTHEST = 12;
/** Bits of the tables, as powers of two: 64, 8 and 32 KB. */
const FIRST = 19;
const ODD = 16;
const SURE = 18;

/** Compiles the literals. Throws on an empty one, which would stand everywhere. */
export function compileLiterals(literals: readonly string[]): LiteralSearch {
  if (literals.some((literal) => literal === '')) throw new Error('a literal must not be empty');
  const folded = literals.map(foldCase);
  const grams = new Grams(folded);
  const shorts = new Shorts(folded);
  // Kept from one run to the next; a run within a run has its own.
  let spare: Buffers | undefined = createBuffers();

  return {
    run(text, hit, read) {
      const buffers = spare ?? createBuffers();
      const { fours, bytes, places } = buffers;
      spare = undefined;
      const seek = shorts.reader(text);
      const waiting = new Waiting(literals.length, hit);
      for (let from = 0; from < text.length; from += BLOCK) {
        const part = text.slice(from, from + BLOCK + LONG);
        const ascii = copy(part, bytes);
        bytes.fill(0, part.length, part.length + LONG);
        const count = Math.min(BLOCK, text.length - from);
        const short = seek(from, from + count, ascii);
        const found = grams.gather(fours, count, places);
        let next = 0;
        for (let i = 0; i < found; i++) {
          const at = from + places[i]!;
          for (; next < short.length && short[next]! <= at; next++) shorts.look(text, short[next]!, waiting);
          grams.look(bytes, places[i]!, text, at, waiting);
        }
        for (; next < short.length; next++) shorts.look(text, short[next]!, waiting);
        waiting.flush(from + count === text.length ? Infinity : from + count - FURTHEST);
        read?.(fours, from, count);
      }
      spare = buffers;
    },
  };
}

/** A block, its bytes one by one and in fours, and places in it. */
interface Buffers {
  readonly fours: Int32Array;
  readonly bytes: Uint8Array;
  readonly places: Int32Array;
}

function createBuffers(): Buffers {
  const fours = new Int32Array(BLOCK / 4 + 3);
  return { fours, bytes: new Uint8Array(fours.buffer), places: new Int32Array(BLOCK / 2 + 1) };
}

/** What was found, until it can be told in the order of the text: a literal is known by bytes behind its beginning. */
class Waiting {
  /** A place and a literal make one number. */
  private readonly found: number[] = [];
  private readonly literals: number;
  private readonly hit: (literal: number, start: number) => void;

  constructor(literals: number, hit: (literal: number, start: number) => void) {
    this.literals = literals;
    this.hit = hit;
  }

  /** What is added is hardly ever further ahead than a few others. */
  add(literal: number, start: number): void {
    const { found } = this;
    const each = start * this.literals + literal;
    let at = found.length;
    found.push(each);
    for (; at > 0 && found[at - 1]! > each; at--) found[at] = found[at - 1]!;
    found[at] = each;
  }

  /** Tells what begins before `end`. */
  flush(end: number): void {
    const { found } = this;
    let told = 0;
    for (; told < found.length; told++) {
      const start = Math.floor(found[told]! / this.literals);
      if (start >= end) break;
      this.hit(found[told]! - start * this.literals, start);
    }
    if (told > 0) found.splice(0, told);
  }
}

/** Small ASCII letters instead of capital ones, and nothing else: lengths and other scripts stay as they are. */
export const foldCase = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** Four bytes with the case of letters taken off; other signs lose a bit too, so what is equal may still differ. */
const fold = (bytes: number): number => (bytes & 0x7f7f7f7f) | 0x20202020;
const hash = (gram: number): number => Math.imul(gram, 0x9e3779b1);
/** Others for what is known by three, four or six bytes (the first four and the last four), which are right where the first is not. */
const hashFour = (gram: number): number => Math.imul(gram ^ (gram >>> 15), 0x85ebca6b);
const hashSix = (gram: number, second: number): number => Math.imul(hash(gram) ^ second, 0x85ebca6b);
/** The first three of four bytes. */
const THREE = 0xffffff;

/**
 * Literals of three characters and more, by some of their bytes: those that are rarest in texts, at two places side by side, of which
 * one is met by a look at every second byte. Long ones by six bytes, others by four or three.
 */
class Grams {
  /** A bit for each four bytes that may be the first of those; for each three with which a short one begins; for all of them. */
  private readonly first = new Int32Array(2 ** (FIRST - 5));
  private readonly odd = new Int32Array(2 ** (ODD - 5));
  private readonly sure = new Int32Array(2 ** (SURE - 5));
  /** A hash table with open addressing: the hashes of bytes, and the literals that are known by them. */
  private readonly keys: Int32Array;
  private readonly owners: Known[][];

  constructor(literals: readonly string[]) {
    // At most half full, with two entries for most.
    const slots = 2 ** (33 - Math.clz32(2 * literals.length));
    this.keys = new Int32Array(slots);
    this.owners = new Array<Known[]>(slots).fill(NONE);
    literals.forEach((literal, index) => this.add(unitsOf(literal), index));
  }

  private add(literal: Uint16Array, index: number): void {
    const gram = gramOf(literal, 0);
    if (literal.length > GRAM) {
      const long = literal.length > LONG;
      const at = rarest(literal, long ? LONG : GRAM);
      for (const offset of [at, at + 1]) {
        const known = gramOf(literal, offset);
        setBit(this.first, hash(known) >>> (32 - FIRST));
        this.know(long ? hashSix(known, gramOf(literal, offset + LONG - GRAM)) : hashFour(known), { index, literal, offset });
      }
    } else if (literal.length === GRAM) {
      setBit(this.first, hash(gram) >>> (32 - FIRST));
      setBit(this.odd, hash(gram & THREE) >>> (32 - ODD));
      this.know(hashFour(gram), { index, literal, offset: 0 });
    } else if (literal.length === 3) {
      // Any character may follow: what `fold` leaves of it has two ranges of 32.
      for (let after = 32; after < 128; after++) if (after & 32) setBit(this.first, hash((gram & THREE) | (after << 24)) >>> (32 - FIRST));
      setBit(this.odd, hash(gram & THREE) >>> (32 - ODD));
      this.know(hashFour(gram & THREE), { index, literal, offset: 0 });
    }
  }

  private know(key: number, known: Known): void {
    setBit(this.sure, key >>> (32 - SURE));
    const slot = this.slot(key);
    this.keys[slot] = key;
    const owners = this.owners[slot]!;
    if (owners === NONE) this.owners[slot] = [known];
    else owners.push(known);
  }

  /**
   * Puts those of every second place of a block into `places` at which bytes of a literal stand, or at the one behind it, and gives
   * their number. Hardly anything else happens in these loops, which are the engine's speed; they have no branches, because where a
   * literal may be is what no processor can guess.
   */
  gather(fours: Int32Array, end: number, places: Int32Array): number {
    const { first, odd } = this;
    let count = 0;
    let gram = fold(fours[0]!);
    for (let at = 0; at < end; at += 4) {
      const after = fold(fours[(at >>> 2) + 1]!);
      let four = hash(gram) >>> (32 - FIRST);
      let three = hash(gram >>> 8) >>> (32 - ODD);
      places[count] = at;
      count += ((first[four >>> 5]! >>> four) | (odd[three >>> 5]! >>> three)) & 1;
      const middle = (gram >>> 16) | (after << 16);
      four = hash(middle) >>> (32 - FIRST);
      three = hash(middle >>> 8) >>> (32 - ODD);
      places[count] = at + 2;
      count += ((first[four >>> 5]! >>> four) | (odd[three >>> 5]! >>> three)) & 1;
      gram = after;
    }
    return this.sift(fours, places, count);
  }

  private sift(fours: Int32Array, places: Int32Array, count: number): number {
    const { sure } = this;
    let left = 0;
    for (let i = 0; i < count; i++) {
      const at = places[i]!;
      const word = at >>> 2;
      const shift = (at & 2) << 3;
      // A shift by 32 would be none, so it is done in two.
      const gram = fold((fours[word]! >>> shift) | ((fours[word + 1]! << 1) << (31 - shift)));
      const after = fold((fours[word + 1]! >>> shift) | ((fours[word + 2]! << 1) << (31 - shift)));
      const four = hashFour(gram) >>> (32 - SURE);
      const nextFour = hashFour((gram >>> 8) | (after << 24)) >>> (32 - SURE);
      const six = hashSix(gram, (gram >>> 16) | (after << 16)) >>> (32 - SURE);
      const three = hashFour(gram & THREE) >>> (32 - SURE);
      const nextThree = hashFour(gram >>> 8) >>> (32 - SURE);
      places[left] = at;
      left +=
        ((sure[four >>> 5]! >>> four) |
          (sure[nextFour >>> 5]! >>> nextFour) |
          (sure[six >>> 5]! >>> six) |
          (sure[three >>> 5]! >>> three) |
          (sure[nextThree >>> 5]! >>> nextThree)) &
        1;
    }
    return left;
  }

  /** Adds the literals that are known by the bytes at a place of a block, which is `start` in the text, or at the one behind it. */
  look(bytes: Uint8Array, at: number, text: string, start: number, waiting: Waiting): void {
    const gram = fold(bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24));
    const next = (gram >>> 8) | (fold(bytes[at + 4]!) << 24);
    const second = (gram >>> 16) | (fold(bytes[at + 4]! | (bytes[at + 5]! << 8)) << 16);
    this.compare(hashFour(gram), text, start, waiting, GRAM, LONG);
    this.compare(hashSix(gram, second), text, start, waiting, LONG + 1, Infinity);
    this.compare(hashFour(gram & THREE), text, start, waiting, 3, 3);
    this.compare(hashFour(next), text, start + 1, waiting, GRAM, GRAM);
    this.compare(hashFour(next & THREE), text, start + 1, waiting, 3, 3);
  }

  /** Adds those of these lengths. */
  private compare(key: number, text: string, start: number, waiting: Waiting, shortest: number, longest: number): void {
    const bit = key >>> (32 - SURE);
    if (((this.sure[bit >>> 5]! >>> bit) & 1) === 0) return;
    const slot = this.slot(key);
    if (this.keys[slot] === 0) return;
    const owners = this.owners[slot]!;
    for (let i = 0; i < owners.length; i++) {
      const { index, offset, literal } = owners[i]!;
      if (literal.length < shortest || literal.length > longest || start < offset) continue;
      if (standsAt(text, start - offset, literal)) waiting.add(index, start - offset);
    }
  }

  /** The entry of a hash, or a free one. */
  private slot(key: number): number {
    const { keys } = this;
    const mask = keys.length - 1;
    let slot = (key >>> 8) & mask;
    while (keys[slot] !== key && keys[slot] !== 0) slot = (slot + 1) & mask;
    return slot;
  }
}

/** A literal, and how far behind its beginning the bytes stand by which it is known. */
interface Known {
  readonly index: number;
  readonly literal: Uint16Array;
  readonly offset: number;
}

const gramOf = (literal: Uint16Array, from: number): number =>
  fold((literal[from]! & 255) | ((literal[from + 1]! & 255) << 8) | ((literal[from + 2]! & 255) << 16) | ((literal[from + 3] ?? 0) << 24));

/** How frequent characters are in texts and programs, in that order; those not named are rare. */
const FREQUENCY = new Uint8Array(128);
[...' etaoinsrlcdupmhg-f.b_y/\'"'].forEach((character, place) => (FREQUENCY[character.charCodeAt(0)] = 30 - place));

/** Where in a literal so many characters and the one behind them begin that are likely the rarest. */
function rarest(literal: Uint16Array, length: number): number {
  let best = 0;
  let least = Infinity;
  const last = Math.min(literal.length - length - 1, FURTHEST - 1);
  for (let at = 0; at <= last; at++) {
    let sum = 0;
    for (let i = at; i <= at + GRAM; i++) {
      const code = literal[i]!;
      // A character twice in a row, such as in a line of dashes, is no rarer for it.
      if (code < 128) sum += i > 0 && code === literal[i - 1] ? 2 * FREQUENCY[code]! : FREQUENCY[code]!;
    }
    if (sum >= least) continue;
    best = at;
    least = sum;
  }
  return best;
}

const NONE: Known[] = [];

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
  reader(text: string): (from: number, to: number, ascii: boolean) => readonly number[] {
    const { searched, first } = this;
    const following = searched.map((literal) => text.indexOf(literal));
    return (from, to, ascii) => {
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

  /** Adds those that stand at a place. */
  look(text: string, start: number, waiting: Waiting): void {
    for (const { index, units } of this.literals.get(text.charCodeAt(start))!) if (standsAt(text, start, units)) waiting.add(index, start);
  }
}

/** A short literal in all its cases. */
function variants(literal: string): string[] {
  let all = [''];
  for (const char of literal)
    all = all.flatMap((each) => [...new Set([char, /[a-z]/.test(char) ? char.toUpperCase() : char])].map((c) => each + c));
  return all;
}
