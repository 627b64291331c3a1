import { beginHash, endHash, type HashState, type LineKey, upperHalf } from './lineHash.ts';

/**
 * The lines of a text as they are compared, each as a salted hash; lines without a letter or digit are left out. A line and its disguises
 * give the same hash: white space, backslashes, what begins a quoted, numbered, listed, commented or changed line, and the escapes of HTML
 * fall away, and a written `\n` ends a line as a real one does. The same is done to the files that are indexed, so a file that looks
 * like a disguise itself is recognised too.
 */
export interface HashedLines {
  readonly count: number;
  /** UTF-16 offsets of each line in the text, without its end of line. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** The halves of the hash. */
  readonly lower: Uint32Array;
  readonly upper: Uint32Array;
  /** `DISTINCTIVE` and `SPECIFIC`. */
  readonly flags: Uint8Array;
}

/** Says enough to be recognised together with the line before or after it: long enough, and not only punctuation. */
export const DISTINCTIVE = 1;
/** Says enough to be recognised alone: nobody writes the same by chance. */
export const SPECIFIC = 2;

/** What a UTF-16 unit below 128 is within a line: of the line as it stands, white space, or something that needs a second look. */
const PLAIN = 0;
const SPACE = 1;
const SPECIAL = 2;
/** A letter counts one, a digit this; so one sum counts both. */
const DIGIT = 0x10000;

/** What a slow path answers with: the offset after it times this, plus the unit that stands there (0: none, 10: an end of line). */
const UNIT = 0x10000;
const BACKSLASH = 92;
const AMPERSAND = 38;
const COLON = 58;
const AT_SIGN = 64;
const WIDE_SPACES = new Set([0xa0, 0x2028, 0x2029, 0x3000, 0xfeff]);
const CLASSES = classOf((code) => (code <= 32 ? SPACE : [BACKSLASH, AMPERSAND, COLON].includes(code) ? SPECIAL : PLAIN));
const COUNTS = Uint32Array.from({ length: 128 }, (_, code) => (isDigit(code) ? DIGIT : /[A-Za-z]/.test(String.fromCharCode(code)) ? 1 : 0));
/** What may begin a line without being of it: of quotes, lists, comments, tables, fences, changes. */
const MARKS = classOf((code) => ('+->#/*;%|`~!:'.includes(String.fromCharCode(code)) ? 1 : 0));

export interface LineReader {
  /** The lines of a text between two offsets. What comes back is overwritten by the next call. */
  (text: string, from?: number, to?: number): HashedLines;
}

/** Reads texts in one pass, without a string for any line. */
export function createLineReader(key: LineKey): LineReader {
  const lines = new LineBuffer();
  return (text, from = 0, to = text.length) => {
    readLines(text, from, to, key, lines);
    return lines;
  };
}

function readLines(text: string, from: number, to: number, key: LineKey, lines: LineBuffer): void {
  const state: HashState = { v0: 0, v1: 0, v2: 0, v3: 0 };
  lines.count = 0;
  let start = from;
  while (start <= to) {
    let at = skipStart(text, start, to);
    beginHash(state, key);
    let { v0, v1, v2, v3 } = state;
    let word = 0;
    let shift = 0;
    let bytes = 0;
    let counts = 0;
    let length = 0;
    let joined = true;
    let end = to;
    let next = to + 1;
    for (; at < to; at++) {
      let code = text.charCodeAt(at);
      const kind = code < 128 ? CLASSES[code]! : WIDE_SPACES.has(code) ? SPACE : PLAIN;
      if (kind === SPACE) {
        joined = false;
        if (code !== 10 && code !== 13) continue;
        end = at;
        next = code === 13 && text.charCodeAt(at + 1) === 10 ? at + 2 : at + 1;
        break;
      }
      if (kind === SPECIAL) {
        if (code === COLON) {
          // `path/to/file.ts:12:` of a search: what stood before it is no part of the line.
          const after = joined && isDigit(text.charCodeAt(at + 1)) ? numberEnd(text, at + 1, to) : 0;
          if (after > 0) {
            at = skipStart(text, after, to) - 1;
            beginHash(state, key);
            ({ v0, v1, v2, v3 } = state);
            word = shift = bytes = counts = length = 0;
            continue;
          }
        } else {
          const escaped = code === BACKSLASH ? escapeAt(text, at, to) : entityAt(text, at);
          // `| 0` keeps the loop in whole numbers, which is half of its time.
          code = (escaped % UNIT) | 0;
          const after = ((escaped - code) / UNIT) | 0;
          if (code === 10) {
            end = at;
            next = after;
            break;
          }
          at = after - 1;
          if (code <= 32) continue;
        }
      }
      length++;
      counts += code < 128 ? COUNTS[code]! : 1;
      // The hash eats bytes: one for ASCII, three for the rest.
      word |= code << shift;
      shift += 8;
      bytes++;
      let more = 0;
      if (code >= 128) {
        word = (word & ~(-1 << (shift - 8))) | (0x80 << (shift - 8));
        more = 2;
      }
      for (;;) {
        if (shift === 32) {
          v3 ^= word;
          v0 = (v0 + v1) | 0;
          v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
          v0 = (v0 << 16) | (v0 >>> 16);
          v2 = (v2 + v3) | 0;
          v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
          v0 = (v0 + v3) | 0;
          v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
          v2 = (v2 + v1) | 0;
          v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
          v2 = (v2 << 16) | (v2 >>> 16);
          v0 ^= word;
          word = shift = 0;
        }
        if (more === 0) break;
        word |= (more === 2 ? code & 0xff : code >>> 8) << shift;
        shift += 8;
        bytes++;
        more--;
      }
    }
    if (counts > 0) {
      state.v0 = v0;
      state.v1 = v1;
      state.v2 = v2;
      state.v3 = v3;
      lines.add(start, end, endHash(state, word, bytes), upperHalf(state), flagsOf(length, counts % DIGIT, Math.floor(counts / DIGIT)));
    }
    start = next;
  }
}

class LineBuffer implements HashedLines {
  count = 0;
  starts = new Uint32Array(256);
  ends = new Uint32Array(256);
  lower = new Uint32Array(256);
  upper = new Uint32Array(256);
  flags = new Uint8Array(256);

  add(start: number, end: number, lower: number, upper: number, flags: number): void {
    if (this.count === this.starts.length) this.#grow(this.count * 2);
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.lower[this.count] = lower;
    this.upper[this.count] = upper;
    this.flags[this.count++] = flags;
  }

  #grow(size: number): void {
    this.starts = grown(this.starts, new Uint32Array(size));
    this.ends = grown(this.ends, new Uint32Array(size));
    this.lower = grown(this.lower, new Uint32Array(size));
    this.upper = grown(this.upper, new Uint32Array(size));
    this.flags = grown(this.flags, new Uint8Array(size));
  }
}

function grown<T extends Uint32Array | Uint8Array>(old: T, bigger: T): T {
  bigger.set(old);
  return bigger;
}

/** The hash of two lines that follow each other, lower half; 32 bits are enough to look up, the lines themselves are compared then. */
export function pairHash(lowerA: number, upperA: number, lowerB: number, upperB: number): number {
  let mixed = Math.imul(lowerA ^ (upperB >>> 3), 0x9e3779b1) ^ Math.imul(lowerB ^ (upperA >>> 5), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}

const LONG_ENOUGH = 12;
const SAYS_ENOUGH = 8;
/** White space not counted. Shorter ones that many write alike: imports, headings, the beginnings of loops. */
const LONG_ALONE = 72;
/** Shorter, but with so many digits that it is a number of something: keys, accounts, addresses. */
const NUMBERED_ALONE = 24;
const DIGITS_ALONE = 8;

function flagsOf(length: number, letters: number, digits: number): number {
  if (length < LONG_ENOUGH || letters + digits < SAYS_ENOUGH) return 0;
  const alone =
    (length >= LONG_ALONE && letters + digits >= LONG_ALONE / 2) ||
    (length >= NUMBERED_ALONE && digits >= DIGITS_ALONE && letters >= DIGITS_ALONE);
  return alone ? DISTINCTIVE | SPECIFIC : DISTINCTIVE;
}

/** Where a line itself begins: behind its indentation, number, marks, and the heading of a changed part. */
function skipStart(text: string, from: number, to: number): number {
  let at = from;
  while (at < to) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) break;
    if (code <= 32 || (code < 128 ? MARKS[code] === 1 : WIDE_SPACES.has(code))) {
      at++;
    } else if (isDigit(code)) {
      const after = numberEnd(text, at, to);
      if (after === 0) break;
      at = after;
    } else if (code === BACKSLASH || code === AMPERSAND) {
      const escaped = code === BACKSLASH ? escapeAt(text, at, to) : entityAt(text, at);
      const what = escaped % UNIT;
      if (what === 10 || (what > 32 && !(what < 128 && MARKS[what] === 1))) break;
      at = ((escaped - what) / UNIT) | 0;
    } else if (code === AT_SIGN && text.charCodeAt(at + 1) === AT_SIGN) {
      return endOfHunk(text, at, to);
    } else break;
  }
  return at;
}

/** A run of backslashes of any length, and what it escapes: the text may have been escaped more than once. */
function escapeAt(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && text.charCodeAt(at) === BACKSLASH) at++;
  if (at >= to) return at * UNIT;
  const code = text.charCodeAt(at);
  if (code === 110 || code === 114) {
    // `\r\n` is one end.
    let after = at + 1;
    if (code === 114 && text.charCodeAt(after) === BACKSLASH) {
      let more = after;
      while (more < to && text.charCodeAt(more) === BACKSLASH) more++;
      if (more < to && text.charCodeAt(more) === 110) after = more + 1;
    }
    return after * UNIT + 10;
  }
  if (code === 116) return (at + 1) * UNIT;
  if (code === 117) {
    const hex = at + 5 <= to ? text.slice(at + 1, at + 5) : '';
    if (/^[0-9A-Fa-f]{4}$/.test(hex)) {
      const unit = parseInt(hex, 16);
      return (at + 5) * UNIT + unit;
    }
  }
  return at * UNIT;
}

const ENTITY = /&(?:amp;)*(?:(lt|gt|quot|apos|nbsp|#0*39|#0*34|#0*60|#0*62|#x0*27|#x0*22|#x0*3c|#x0*3e|#x0*2f|#0*47);)?/iy;
const ENTITIES: Readonly<Record<string, number>> = {
  lt: 60,
  '#60': 60,
  '#x3c': 60,
  gt: 62,
  '#62': 62,
  '#x3e': 62,
  quot: 34,
  '#34': 34,
  '#x22': 34,
  apos: 39,
  '#39': 39,
  '#x27': 39,
  '#x2f': 47,
  '#47': 47,
  nbsp: 32,
};

/** An entity of HTML or XML, escaped any number of times; a mere `&` stands for itself. */
function entityAt(text: string, at: number): number {
  const following = text.charCodeAt(at + 1) | 32;
  // a, l, g, q, n or #
  if (following !== 97 && following !== 108 && following !== 103 && following !== 113 && following !== 110 && following !== 35) {
    return (at + 1) * UNIT + AMPERSAND;
  }
  ENTITY.lastIndex = at;
  const match = ENTITY.exec(text);
  if (!match) return (at + 1) * UNIT + AMPERSAND;
  const name = match[1]?.toLowerCase().replace(/^(#x?)0+/, '$1');
  return (at + match[0].length) * UNIT + (name === undefined ? AMPERSAND : (ENTITIES[name] ?? AMPERSAND));
}

/** Where the number of a line and the sign after it end: `12: `, `12| `, `12→`, `12│` and `12` with a tab; 0 where there is none. */
function numberEnd(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && at - from < 7 && isDigit(text.charCodeAt(at))) at++;
  if (at === from || at - from > 6) return 0;
  let code = text.charCodeAt(at);
  if (code === 9) return at + 1;
  if (code === BACKSLASH) {
    const escape = text.slice(at, at + 12).match(/^\\+t/);
    return escape ? at + escape[0].length : 0;
  }
  while (at < to && code === 32) code = text.charCodeAt(++at);
  return code === COLON || code === 124 || code === 0x2192 || code === 0x2502 ? at + 1 : 0;
}

/** After `@@ -1,4 +1,5 @@ the function around`, at the end of its line. */
function endOfHunk(text: string, from: number, to: number): number {
  let at = from;
  while (at < to) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13 || (code === BACKSLASH && escapeAt(text, at, to) % UNIT === 10)) break;
    at++;
  }
  return at;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function classOf(kind: (code: number) => number): Uint8Array {
  return Uint8Array.from({ length: 128 }, (_, code) => kind(code));
}
