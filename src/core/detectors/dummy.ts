/** Words with which people mark that a value stands for a real one. */
const SAYS_SO =
  /example|placeholder|changeme|change[_-]me|replace[_-]?(?:me|with)|redacted|dummy|your[_-]?(?:own|api|key|token|secret|pass|client|app|access|private|account)|insert[_-]|not[_-]?(?:a[_-])?real|<[^>]*>|\*{3}|\.{3}|…/i;
/** What people write for "some character", zeros in long rows, and any character that does not end. */
const MASK = /([xX*.?#_-])\1{4,}|0{8,}/g;
const ROW = /(.)\1{4,}/g;
const COUNTING = /0123456789|1234567890|abcdefghij|ABCDEFGHIJ/;
/** The bytes 0, 1, 2, 3 …, as test vectors have them, in base64 and hexadecimal. */
const COUNTING_BYTES = /AAECAwQFBgcI|0001020304050607/i;

/**
 * Whether the random part of a token was plainly made up to show its form: `xxxxxxxx`, `your-key-here`, `1234567890abcdefghij`,
 * `aaaaaaaabbbbbbbb`.
 */
export function isDummy(tail: string): boolean {
  if (SAYS_SO.test(tail) || COUNTING_BYTES.test(tail) || isMasked(tail)) return true;
  const rest = tail.replace(COUNTING, '').length;
  return rest < tail.length && rest <= tail.length / 2 && new Set(tail).size <= 40;
}

/** Masked for a good part; a long value may hold a short run by its format. */
function isMasked(tail: string): boolean {
  const masked = tail.match(MASK)?.join('').length ?? 0;
  if (masked > 0 && (masked * 4 >= tail.length || masked >= 12)) return true;
  // Nearly all of it one character after the other in rows: `AAAAAAAABBBBBBBB`.
  return tail.length >= 12 && (tail.match(ROW)?.join('').length ?? 0) * 5 >= tail.length * 4;
}

/**
 * Whether what stands in the place of a password only says that one belongs there: `${PASSWORD}`, `<password>`, `****`, `db_password`,
 * `POSTGRES_PASSWORD`, `token`.
 */
export const isPlaceholderPassword = (password: string): boolean =>
  /^(?:\$\{?[\w.:-]+\}?|<[^>]*>|\{\{?[^}]*\}?\}|%[\w]+%|\[[^\]]*\]|[*.x]+)$|\$\{|\{\{|\$\(/i.test(password) ||
  /^(?:[a-z]{0,12}[_-]?)?(?:password|passwd|passwort|pass|pwd|passphrase|token|secret|api_?key)s?$/i.test(password) ||
  /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(password) ||
  isDummy(password);
