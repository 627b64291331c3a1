/** Words with which people mark that a value stands for a real one. */
const SAYS_SO =
  /example|placeholder|changeme|change[_-]me|replace[_-]?(?:me|with)|redacted|dummy|your[_-]?(?:own|api|key|token|secret|pass|client|app|access|private|account)|insert[_-]|not[_-]?(?:a[_-])?real|<[^>]*>|\*{3}|\.{3}|…/i;
/** What people write for "some character", and zeros in long rows. */
const MASK = /([xX*.?#_-])\1{4,}|0{8,}/g;
const ROW = /(.)\1{4,}/g;
const COUNTING = /0123456789|1234567890|abcdefghij|ABCDEFGHIJ/;
/** The bytes 0, 1, 2, 3 …, as test vectors have them, in base64 and hexadecimal. */
const COUNTING_BYTES = /AAECAwQFBgcI|0001020304050607/i;

/** Whether the random part of a token was plainly made up to show its form: `xxxxxxxx`, `your-key-here`, `1234567890abcdefghij`. */
export function isDummy(tail: string): boolean {
  if (SAYS_SO.test(tail) || COUNTING_BYTES.test(tail) || isMasked(tail)) return true;
  const rest = tail.replace(COUNTING, '').length;
  return rest < tail.length && rest <= tail.length / 2 && new Set(tail).size <= 40;
}

/** Masked for a good part; a long value may hold a short run by its format. */
function isMasked(tail: string): boolean {
  const masked = tail.match(MASK)?.join('').length ?? 0;
  return masked > 0 && (masked * 4 >= tail.length || masked >= 12);
}

/**
 * Nearly all of it one character after the other in rows, as `AAAAAAAABBBBBBBB`. In a vendor's own form it may still be a test's token,
 * so that is for its detector to say; with nothing but a name beside it, it is none.
 */
export const isInRows = (value: string): boolean => value.length >= 12 && (value.match(ROW)?.join('').length ?? 0) * 5 >= value.length * 4;

/** Nothing but the digits or the letters in their order, over and over: `12345678901234567890`, `abcdefghijklmnopqrstuvwxyz123456`. */
export const countsThrough = (value: string): boolean =>
  /^(?:(?:(?:0123456789|1234567890)+\d{0,9}[-_.]?)+|abcdefghijklmnopqrstuvwxyz\d{0,10})$/i.test(value);

/**
 * Whether what stands in the place of a password only says that one belongs there: `${PASSWORD}`, `<password>`, `****`, `db_password`,
 * `POSTGRES_PASSWORD`, `token`.
 */
export const isPlaceholderPassword = (password: string): boolean =>
  /^(?:\$\{?[\w.:-]+\}?|<[^>]*>|\{\{?[^}]*\}?\}|%[\w]+%|\[[^\]]*\]|[*.x]+)$|\$\{|\{\{|\$\(/i.test(password) ||
  /^(?:[a-z]{0,12}[_-]?)?(?:password|passwd|passwort|pass|pwd|passphrase|token|secret|api_?key)s?$/i.test(password) ||
  /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(password) ||
  isDummy(password) ||
  isInRows(password);
