import type { ReadBlock } from './literals.ts';

/** A run shorter than the shortest number somebody cares for (`1.1.1.1`). */
const SHORTEST = 7;
/** A group longer than any number that means a person or a card: data, hashes, constants. */
const LONGEST_GROUP = 40;

/**
 * Gives what reads a text block by block (see `LiteralSearch`) and calls `found` with the beginning of every group of digits in runs like `4111 1111-1111.1111`: digits with one or two separators
 * between them. Where `+` or `(` stand before a group, it is called with their place too. The text is read as bytes, four at a time:
 * in a run of seven there are four of which at least one is a digit.
 */
export function digitGroups(text: string, found: (start: number) => void): ReadBlock {
  let done = 0;
  return (fours, from, count) => {
    const end = (count + 3) >> 2;
    for (let four = nextDigit(fours, Math.max(0, done - from) >> 2, end); four < end; four = nextDigit(fours, four + 1, end)) {
      for (let i = Math.max(done, from + 4 * four); i < Math.min(from + 4 * four + 4, from + count); i++) {
        if (!isDigit(text.charCodeAt(i))) continue;
        const stop = runEnd(text, i);
        const start = runStart(text, i);
        if (stop - start >= SHORTEST) eachGroup(text, start, stop, found);
        done = stop;
        i = stop - 1;
      }
      // The next one is that in which the run ended.
      four = Math.max(four, ((done - from) >> 2) - 1);
    }
  };
}

/**
 * Gives what takes places in their order at which the first digit of a run may stand, and of every run at least that place, and calls
 * `found` as `digitGroups` does.
 */
export function eachDigitGroup(text: string, found: (start: number) => void): (start: number) => void {
  let done = 0;
  return (at) => {
    if (at < done) return;
    const stop = runEnd(text, at);
    const start = runStart(text, at);
    if (stop - start >= SHORTEST) eachGroup(text, start, stop, found);
    done = stop;
  };
}

/** The next four bytes of which one is a digit, or something that has the same low bits. */
function nextDigit(fours: Int32Array, from: number, count: number): number {
  for (let i = from; i < count; i++) {
    const four = (fours[i]! & 0x7f7f7f7f) ^ 0x30303030;
    // Ten and more carries into the highest bit.
    if (((four + 0x76767676) & 0x80808080) !== -0x7f7f7f80) return i;
  }
  return count;
}

function eachGroup(text: string, start: number, end: number, found: (start: number) => void): void {
  for (let at = start; at < end;) {
    let stop = at;
    while (stop < end && isDigit(text.charCodeAt(stop))) stop++;
    if (stop > at && stop - at <= LONGEST_GROUP && end - at >= SHORTEST && !isList(text, at, stop)) {
      const signed = signsBefore(text, at);
      if (signed < at) found(signed);
      found(at);
    }
    at = stop + 1;
  }
}

/** `1 2 3`: single digits with spaces between them, as in tables and lists. */
const isList = (text: string, at: number, stop: number): boolean =>
  stop - at === 1 && text[stop] === ' ' && isDigit(text.charCodeAt(stop + 1)) && !isDigit(text.charCodeAt(stop + 2));

function signsBefore(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < 2 && (text[start - 1] === '+' || text[start - 1] === '(')) start--;
  return start;
}

function runStart(text: string, from: number): number {
  let at = from;
  for (;;) {
    if (isDigit(text.charCodeAt(at - 1))) at--;
    else if (!isSeparator(text.charCodeAt(at - 1))) return at;
    else if (isDigit(text.charCodeAt(at - 2))) at -= 2;
    else if (isSeparator(text.charCodeAt(at - 2)) && isDigit(text.charCodeAt(at - 3))) at -= 3;
    else return at;
  }
}

/** `charCodeAt` outside the text is NaN, which is neither digit nor separator. */
function runEnd(text: string, from: number): number {
  let at = from + 1;
  for (;;) {
    if (isDigit(text.charCodeAt(at))) at++;
    else if (!isSeparator(text.charCodeAt(at))) return at;
    else if (isDigit(text.charCodeAt(at + 1))) at += 2;
    else if (isSeparator(text.charCodeAt(at + 1)) && isDigit(text.charCodeAt(at + 2))) at += 3;
    else return at;
  }
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** Space, `.`, `-`, `/`, `(` and `)`. */
const isSeparator = (code: number): boolean => code === 32 || (code >= 45 && code <= 47) || code === 40 || code === 41;
