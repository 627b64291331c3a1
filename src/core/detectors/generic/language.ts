import { TRIGRAMS, WORDS } from './language.data.ts';

/**
 * How much a value looks like words. The tables come from ordinary source code and texts (`scripts/train/language.ts`), so that
 * identifiers and foreign words count as words as well, and what is left is what nobody writes by hand.
 */
export interface Likelihood {
  /** Mean log2 probability of a letter given the two before it; about -3 for words, below -5 for random letters. 0 without letters. */
  readonly mean: number;
  /** The lowest mean over six letters in a row. */
  readonly worst: number;
}

const SIZE = 27;
const words = new Set(WORDS.split(' '));

/** Reads the first 200 units. */
export function likelihood(value: string): Likelihood {
  let a = 0,
    b = 0,
    sum = 0,
    count = 0,
    worst = 0;
  let windowSum = 0;
  const end = Math.min(value.length, 200);
  for (let i = 0; i <= end; i++) {
    const c = i < end ? letter(value.charCodeAt(i)) : 0;
    if (a || b || c) {
      if (b || c) {
        const log = -(TRIGRAMS.charCodeAt((a * SIZE + b) * SIZE + c) - 35) / 6;
        sum += log;
        count++;
        windowSum += log;
        if (count > 6) windowSum -= LAST[count % 6]!;
        LAST[count % 6] = log;
        if (count >= 4) worst = Math.min(worst, windowSum / Math.min(count, 6));
      }
    }
    a = b;
    b = c;
  }
  return { mean: count ? sum / count : 0, worst };
}

/** The last six, in turns. */
const LAST = new Float64Array(6);

/** Index of a letter from 1, 0 for anything else. */
export const letter = (code: number): number => (code >= 97 && code <= 122 ? code - 96 : code >= 65 && code <= 90 ? code - 64 : 0);

export const isWord = (lower: string): boolean => words.has(lower);

/** How many of the value's letters known words of three letters and more cover, and how many they leave. Reads the first 80 letters. */
export function wordCoverage(value: string): { share: number; uncovered: number } {
  let letters = 0,
    covered = 0;
  for (const run of value.slice(0, 160).match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g) ?? []) {
    letters += run.length;
    covered += coveredOf(run.toLowerCase());
  }
  return { share: letters ? covered / letters : 0, uncovered: letters - covered };
}

/** `run` is lower-case ASCII letters. */
function coveredOf(run: string): number {
  lengths ??= lengthsByBeginning();
  // Where each word may begin, and how long words are that begin so: most beginnings have none, and are not cut out for a look.
  const possible = POSSIBLE.fill(0, 0, run.length);
  for (let at = 0; at + SHORTEST <= run.length; at++) possible[at] = lengths[beginning(run, at)]!;
  const best = BEST;
  for (let end = 1; end <= run.length; end++) {
    best[end] = best[end - 1]!;
    for (let size = SHORTEST; size <= Math.min(LONGEST, end); size++) {
      const start = end - size;
      if (((possible[start]! >>> size) & 1) === 0 || best[start]! + size <= best[end]!) continue;
      if (words.has(run.slice(start, end))) best[end] = best[start]! + size;
    }
  }
  return best[run.length]!;
}

const SHORTEST = 3;
const LONGEST = 14;
/** Values are cut to 160 units before. The first of `BEST` stays 0. */
const POSSIBLE = new Uint16Array(161);
const BEST = new Uint16Array(161);
/** For the first three letters of a word, a bit for each length that words with these have. Made with the first value. */
let lengths: Uint16Array | undefined;

function lengthsByBeginning(): Uint16Array {
  const all = new Uint16Array(SIZE ** SHORTEST);
  for (const word of words)
    if (word.length >= SHORTEST && word.length <= LONGEST && /^[a-z]+$/.test(word)) all[beginning(word, 0)]! |= 1 << word.length;
  return all;
}

const beginning = (word: string, at: number): number =>
  (letter(word.charCodeAt(at)) * SIZE + letter(word.charCodeAt(at + 1))) * SIZE + letter(word.charCodeAt(at + 2));
