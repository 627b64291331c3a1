/** Words with which people mark that a value stands for a real one. */
const SAYS_SO =
  /example|placeholder|changeme|change[_-]me|replace[_-]?(?:me|with)|redacted|dummy|your[_-]?(?:own|api|key|token|secret|pass|client|app|access|private|account)|insert[_-]|not[_-]?(?:a[_-])?real|<[^>]*>|\*{3}|\.{3}|…/i;
const REPEATED = /([A-Za-z*.?#_-])\1{5}|x{5}|X{5}|([0-9])\2{7}/;
const COUNTING = /0123456789|1234567890|abcdefghij|ABCDEFGHIJ/;

/** Whether the random part of a token was plainly made up to show its form: `xxxxxxxx`, `your-key-here`, `1234567890abcdefghij`. */
export function isDummy(tail: string): boolean {
  if (SAYS_SO.test(tail) || REPEATED.test(tail)) return true;
  if (COUNTING.test(tail) && new Set(tail).size <= 40 && tail.replace(COUNTING, '').length <= tail.length / 2) return true;
  return tail.length >= 16 && new Set(tail.toLowerCase()).size <= 4;
}
