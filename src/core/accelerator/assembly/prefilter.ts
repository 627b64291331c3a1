/**
 * The prefilter in WebAssembly (AssemblyScript, https://www.assemblyscript.org), sixteen characters at a time. `../../literals.ts`,
 * `digitRuns.ts` and `encodedRuns.ts` say the same in TypeScript and are what it is held to; `../accelerator.ts` is its other half.
 * `node scripts/accelerator.ts` compiles it.
 *
 * A window is a part of a text: `count` UTF-16 units that are searched and some behind them that are only read. First all of it is
 * made into bytes with the case of letters taken off, with a bit for each place of a kind; then each four bytes are hashed to one bit of
 * a table, and where that is set they are looked up, and the literals that are known by them compared.
 */

/** A literal is known by four bytes that begin at most so far behind its beginning. */
const FURTHEST: i32 = 12;
/** Places of the first table, as a power of two: 256 KB, of which ordinary texts use a part. */
const FIRST_BITS: i32 = 18;
/** Units are taken in so many at a time. */
const BLOCK: i32 = 64;
/** ASCII characters that begin a short literal and are looked for as such; where there are more, every place is looked at. */
const MOST_SHORT: i32 = 4;

/** For the hash of four bytes by which a literal is known the size of a place, so that a look and an addition note it. */
const FIRST = memory.data(1 << FIRST_BITS);
/** A bit for each unit that begins a literal of one or two. */
const SHORT = memory.data(65536 / 8);
/** By the low byte of their first unit, the number of the first short literal and one. */
const SHORTS = memory.data(512);
/** The same as `FIRST`, by another hash and smaller: what passes both is hardly ever wrong. */
const SURE_BITS: i32 = 15;
const SURE = memory.data(1 << SURE_BITS);

let literals: usize = 0;
/** Open addressing: four bytes, and the first of the entries that are known by them. */
let keys: usize = 0;
let mask: i32 = 0;
let shift: i32 = 0;
/** Literal, offset, and the next entry. */
let entries: usize = 0;
let entryCount: i32 = 0;
let shortCount: i32 = 0;
let shorts: usize = 0;
let asciiShorts: i32 = 0;
let wideShorts: bool = false;
const asciiShort = memory.data(MOST_SHORT);

let units: usize = 0;
let folded: usize = 0;
let blocks: usize = 0;
let places: usize = 0;
let hits: usize = 0;
let digits: usize = 0;
let runs: usize = 0;
export let digitCount: i32 = 0;
export let runCount: i32 = 0;

export function allocate(bytes: i32): usize {
  return heap.alloc(bytes);
}

/** Where the units of a literal begin. */
@inline function unitsOf(literal: i32): usize {
  return literals + load<u32>(literals + <usize>literal * 12);
}
@inline function lengthOf(literal: i32): i32 {
  return load<i32>(literals + <usize>literal * 12, 4);
}

@inline function foldByte(unit: i32): i32 {
  return (unit & 0x7f) | 0x20;
}

@inline function hash(gram: i32): i32 {
  return gram * 0x9e3779b1;
}

@inline function other(gram: i32): i32 {
  return (gram ^ (gram >>> 15)) * 0x85ebca6b;
}

/**
 * Takes in literals, folded: for each where its units begin behind `table` in bytes, their number, and which of them begin the four by
 * which it is known, at most `FURTHEST`. `room` is how many units a window has at most, and `most` how many literals begin at one place
 * at most.
 */
export function build(table: usize, count: i32, room: i32, most: i32): void {
  literals = table;
  let short = 0;
  let three = 0;
  for (let i = 0; i < count; i++) {
    if (lengthOf(i) <= 2) short++;
    else if (lengthOf(i) === 3) three++;
  }
  const grams = count + 63 * three;
  let bits = 4;
  while (1 << bits < 2 * grams) bits++;
  mask = (1 << bits) - 1;
  shift = 32 - bits;
  keys = heap.alloc(8 << bits);
  memory.fill(keys, 0xff, 8 << bits);
  entries = heap.alloc(12 * grams + 12);
  shorts = heap.alloc(16 * short + 8);
  for (let i = 0; i < count; i++) add(i);
  units = heap.alloc(2 * room + 256);
  folded = heap.alloc(room + 256);
  blocks = heap.alloc(room / 2 + 256);
  places = heap.alloc(4 * (BLOCK + 8));
  hits = heap.alloc(4 * (room + 1) * most);
  digits = heap.alloc(4 * (room / 2 + 8));
  runs = heap.alloc(4 * (room / 24 + 8));
}

export function unitsAt(): usize {
  return units;
}
export function hitsAt(): usize {
  return hits;
}
export function digitsAt(): usize {
  return digits;
}
export function runsAt(): usize {
  return runs;
}

function add(literal: i32): void {
  const length = lengthOf(literal);
  const at = unitsOf(literal);
  if (length <= 2) return addShort(literal, <i32>load<u16>(at));
  if (length === 3) {
    const gram = foldByte(load<u16>(at)) | (foldByte(load<u16>(at, 2)) << 8) | (foldByte(load<u16>(at, 4)) << 16);
    // Any character may follow: what `foldByte` leaves of it has two ranges of 32.
    for (let after = 32; after < 128; after++) if (after & 32) know(gram | (after << 24), literal, 0);
    return;
  }
  const offset = load<i32>(literals + <usize>literal * 12, 8);
  know(gramOf(at + (<usize>offset << 1)), literal, offset);
}

function gramOf(at: usize): i32 {
  return (
    foldByte(load<u16>(at)) | (foldByte(load<u16>(at, 2)) << 8) | (foldByte(load<u16>(at, 4)) << 16) | (foldByte(load<u16>(at, 6)) << 24)
  );
}

function know(gram: i32, literal: i32, offset: i32): void {
  store<u8>(FIRST + (hash(gram) >>> (32 - FIRST_BITS)), 4);
  store<u8>(SURE + (other(gram) >>> (32 - SURE_BITS)), 4);
  let slot = other(gram) >>> shift;
  let key = keys + (<usize>slot << 3);
  while (load<i32>(key, 4) >= 0 && load<i32>(key) !== gram) {
    slot = (slot + 1) & mask;
    key = keys + (<usize>slot << 3);
  }
  const entry = entries + <usize>entryCount * 12;
  store<i32>(entry, literal);
  store<i32>(entry, offset, 4);
  store<i32>(entry, load<i32>(key, 4), 8);
  store<i32>(key, gram);
  store<i32>(key, entryCount++, 4);
}

function addShort(literal: i32, first: i32): void {
  setShort(first);
  chain(first, literal);
  // The literal is folded, the text is not.
  if (first < 97 || first > 122) return;
  setShort(first - 32);
  chain(first - 32, literal);
}

/** Puts a short literal before those with the same low byte. */
function chain(first: i32, literal: i32): void {
  const entry = shorts + (<usize>shortCount << 3);
  const head = SHORTS + ((first & 0xff) << 1);
  store<i32>(entry, literal);
  store<i32>(entry, load<u16>(head), 4);
  shortCount++;
  store<u16>(head, <u16>shortCount);
}

function setShort(unit: i32): void {
  const at = SHORT + (unit >>> 3);
  if (((<i32>load<u8>(at)) >>> (unit & 7)) & 1) return;
  store<u8>(at, load<u8>(at) | <u8>((<i32>1) << (unit & 7)));
  if (unit > 127) wideShorts = true;
  else {
    if (asciiShorts < MOST_SHORT) store<u8>(asciiShort + asciiShorts, <u8>unit);
    asciiShorts++;
  }
}

/**
 * Searches a window of `length` units, of which the first `count` are the places in question, and gives the number of hits: place and
 * literal in one number, in the order of the text. `length` is at least `count`; the window ends where the text does, or has all that
 * is needed behind. With `also`, places are noted where a group of digits begins that may belong to a run of seven digits and
 * separators, and where 24 or more characters of base64 begin.
 */
export function search(count: i32, length: i32, also: bool): i32 {
  memory.fill(units + (<usize>length << 1), 0, 256);
  const ahead = min(length, count + BLOCK);
  read(ahead);
  digitCount = 0;
  runCount = 0;
  if (also) note(count);
  let found = 0;
  const end = min(length, count + FURTHEST);
  for (let from = 0; from < end; from += BLOCK) {
    const candidates = sift(gather(from));
    found = compareAll(candidates, from, count, length, found);
    if (shortCount > 0 && from < count) found = compareShorts(from, count, length, found);
  }
  return found;
}

/**
 * The kinds of characters, as bits of what two looks have in common: one by the lower and one by the upper four bits of a character.
 * Digits; the signs between them (blank, `(`, `)`, `-`, `.`, `/`); `+`, `-` and `/`; two parts of the letters; `_`.
 */
const BASE64: i32 = 1 | 4 | 8 | 16 | 32;
// prettier-ignore
const LOWER = memory.data<u8>([
  1 | 2 | 16, 1 | 8 | 16, 1 | 8 | 16, 1 | 8 | 16, 1 | 8 | 16, 1 | 8 | 16, 1 | 8 | 16, 1 | 8 | 16,
  1 | 2 | 8 | 16, 1 | 2 | 8 | 16, 8 | 16, 4 | 8, 8, 2 | 4 | 8, 2 | 8, 2 | 4 | 8 | 32,
]);
const UPPER = memory.data<u8>([0, 0, 2 | 4, 1, 8, 16 | 32, 8, 16, 0, 0, 0, 0, 0, 0, 0, 0]);

/** Bits for 64 places each: digits, digits and signs between them, base64, beginnings of short literals. */
function read(length: i32): void {
  const low = i16x8.splat(0xff);
  const seven = i8x16.splat(0x7f);
  const space = i8x16.splat(0x20);
  const nibble = i8x16.splat(0x0f);
  const zero = i8x16.splat(0);
  const lower = v128.load(LOWER);
  const upper = v128.load(UPPER);
  const base64 = i8x16.splat(<i8>BASE64);
  const searched = asciiShorts > MOST_SHORT ? 0 : asciiShorts;
  let at = units;
  let to = folded;
  let block = blocks;
  // One block more, which is empty.
  for (let from = 0; from <= length; from += BLOCK) {
    let digit: i64 = 0;
    let sign: i64 = 0;
    let none: i64 = 0;
    let short: i64 = 0;
    for (let part: i64 = 0; part < BLOCK; part += 16) {
      const a = v128.load(at);
      const b = v128.load(at, 16);
      v128.store(to, v128.or(v128.and(i8x16.narrow_i16x8_u(v128.and(a, low), v128.and(b, low)), seven), space));
      // What is no Latin letter becomes 0 or 255.
      const s = i8x16.narrow_i16x8_u(a, b);
      const kinds = v128.and(
        i8x16.swizzle(lower, v128.and(s, nibble)),
        i8x16.swizzle(upper, v128.and(i16x8.shr_u(s, 4), nibble)),
      );
      digit |= <i64>i8x16.bitmask(i16x8.shl(kinds, 7)) << part;
      sign |= <i64>i8x16.bitmask(i16x8.shl(kinds, 6)) << part;
      none |= <i64>i8x16.bitmask(i8x16.eq(v128.and(kinds, base64), zero)) << part;
      if (shortCount > 0) {
        // Zero stands for the upper half of all units, and for NUL, which begins hardly anything.
        let isShort = wideShorts ? i8x16.le_s(s, zero) : zero;
        for (let i = 0; i < searched; i++) isShort = v128.or(isShort, i8x16.eq(s, v128.load8_splat(asciiShort + i)));
        short |= <i64>i8x16.bitmask(isShort) << part;
      }
      at += 32;
      to += 16;
    }
    store<i64>(block, digit);
    store<i64>(block, digit | sign, 8);
    store<i64>(block, ~none, 16);
    store<i64>(block, asciiShorts > MOST_SHORT ? -1 : short, 24);
    block += 32;
  }
  memory.fill(block, 0, 32);
}

/** So many places further. */
@inline function further(bits: i64, next: i64, by: i64): i64 {
  return (bits >>> by) | (next << (64 - by));
}

/** Whether `number` bits from a place on are all set, in powers of two and the rest. */
function note(count: i32): void {
  let block = blocks;
  let digitBefore: i64 = 0;
  let runBefore: i64 = 0;
  for (let from = 0; from < count; from += BLOCK) {
    const within = count - from >= BLOCK ? <i64>-1 : (<i64>1 << <i64>(count - from)) - 1;
    const digit = load<i64>(block);
    if (digit !== 0) {
      const number = load<i64>(block, 8);
      const next = load<i64>(block, 40);
      const two = number & further(number, next, 1);
      const twoNext = next & (next >>> 1);
      const four = two & further(two, twoNext, 2);
      const fourNext = twoNext & (twoNext >>> 2);
      const all = four & further(four, fourNext, 3);
      let groups = digit & ~((digit << 1) | digitBefore) & all & within;
      for (; groups !== 0; groups &= groups - 1) {
        store<i32>(digits + ((<usize>digitCount) << 2), from + <i32>ctz(groups));
        digitCount++;
      }
    }
    digitBefore = digit >>> 63;
    const run = load<i64>(block, 16);
    const next = load<i64>(block, 48);
    const two = run & further(run, next, 1);
    let all: i64 = 0;
    if (two !== 0) {
      const twoNext = next & (next >>> 1);
      const four = two & further(two, twoNext, 2);
      const fourNext = twoNext & (twoNext >>> 2);
      const eight = four & further(four, fourNext, 4);
      if (eight !== 0) {
        const eightNext = fourNext & (fourNext >>> 4);
        const sixteen = eight & further(eight, eightNext, 8);
        all = sixteen & further(eight, eightNext, 16);
      }
    }
    let starts = all & ~((all << 1) | runBefore) & within;
    for (; starts !== 0; starts &= starts - 1) {
      store<i32>(runs + ((<usize>runCount) << 2), from + <i32>ctz(starts));
      runCount++;
    }
    runBefore = all >>> 63;
    block += 32;
  }
}

/** Four, the size of a place, where a literal may be known by four bytes, and else nothing. */
@inline function known(gram: i32): i32 {
  return <i32>load<u8>(FIRST + (hash(gram) >>> (32 - FIRST_BITS)));
}

/** Puts those of 64 places into `places` at which four bytes of a literal may stand. No branches: no processor can guess where. */
function gather(from: i32): i32 {
  let to = places;
  let at = folded + from;
  for (let place = from; place < from + BLOCK; place += 4) {
    const bytes = load<i64>(at);
    store<i32>(to, place);
    to += known(<i32>bytes);
    store<i32>(to, place + 1);
    to += known(<i32>(bytes >>> 8));
    store<i32>(to, place + 2);
    to += known(<i32>(bytes >>> 16));
    store<i32>(to, place + 3);
    to += known(<i32>(bytes >>> 24));
    at += 4;
  }
  return <i32>((to - places) >> 2);
}

/** Leaves those of the candidates that the second table knows too. */
function sift(candidates: i32): i32 {
  let to = places;
  for (let i = 0; i < candidates; i++) {
    const place = load<i32>(places + (<usize>i << 2));
    store<i32>(to, place);
    to += <i32>load<u8>(SURE + (other(load<i32>(folded + place)) >>> (32 - SURE_BITS)));
  }
  return <i32>((to - places) >> 2);
}

function compareAll(candidates: i32, from: i32, count: i32, length: i32, found: i32): i32 {
  for (let i = 0; i < candidates; i++) {
    const place = load<i32>(places + (<usize>i << 2));
    const gram = load<i32>(folded + place);
    let slot = other(gram) >>> shift;
    let key = keys + (<usize>slot << 3);
    while (load<i32>(key, 4) >= 0 && load<i32>(key) !== gram) {
      slot = (slot + 1) & mask;
      key = keys + (<usize>slot << 3);
    }
    for (let each = load<i32>(key, 4); each >= 0;) {
      const entry = entries + <usize>each * 12;
      const start = place - load<i32>(entry, 4);
      if (start >= 0 && start < count && standsAt(load<i32>(entry), start, length)) found = tell(found, start, load<i32>(entry));
      each = load<i32>(entry, 8);
    }
  }
  return found;
}

function compareShorts(from: i32, count: i32, length: i32, found: i32): i32 {
  for (let bits = load<i64>(blocks + (<usize>(from >>> 6) << 5), 24); bits !== 0; bits &= bits - 1) {
    const start = from + <i32>ctz(bits);
    if (start >= count) break;
    const unit = <i32>load<u16>(units + (<usize>start << 1));
    if ((((<i32>load<u8>(SHORT + (unit >>> 3))) >>> (unit & 7)) & 1) === 0) continue;
    for (let each = <i32>load<u16>(SHORTS + ((unit & 0xff) << 1)); each > 0;) {
      const entry = shorts + (<usize>(each - 1) << 3);
      if (standsAt(load<i32>(entry), start, length)) found = tell(found, start, load<i32>(entry));
      each = load<i32>(entry, 4);
    }
  }
  return found;
}

function standsAt(literal: i32, start: i32, length: i32): bool {
  const many = lengthOf(literal);
  if (start + many > length) return false;
  let one = unitsOf(literal);
  let other = units + (<usize>start << 1);
  for (const end = one + (<usize>many << 1); one < end; one += 2, other += 2) {
    let unit = <i32>load<u16>(other);
    if (unit >= 65 && unit <= 90) unit += 32;
    if (unit !== <i32>load<u16>(one)) return false;
  }
  return true;
}

/** What is added is hardly ever further ahead than a few others. */
function tell(found: i32, start: i32, literal: i32): i32 {
  const each = (start << 16) | literal;
  let at = hits + (<usize>found << 2);
  for (; at > hits && load<u32>(at - 4) > <u32>each; at -= 4) store<i32>(at, load<i32>(at - 4));
  store<i32>(at, each);
  return found + 1;
}
