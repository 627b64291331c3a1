import { isWord } from './language.ts';

/**
 * Reads `name separator value` around a keyword, in whatever language or format it stands: `password: "x"`, `"apiKey" => 'x'`,
 * `--token x`, `<secret>x</secret>`, `setPassword("x")`, `token == String("x")`, `?private_token=x`. It only reads; whether the
 * value is a secret is judged in `judge.ts`.
 */
export interface Candidate {
  /** The whole identifier the keyword stands in, such as `POSTGRES_PASSWORD`. */
  readonly name: string;
  readonly nameStart: number;
  /** What stands between name and value, white space and wrappers included. */
  readonly between: string;
  readonly quote: '' | '"' | "'" | '`';
  /** UTF-16 offsets of the value, without its quotes. */
  readonly start: number;
  readonly end: number;
}

const MAX_NAME = 64;
const MAX_BETWEEN = 96;
const MAX_VALUE = 2048;

/**
 * Every value that the identifier around a keyword at `keyword` may be given; usually one. `until` is where the identifier ends: further
 * keywords in it give the same. Bounded by constants, never by the text's length.
 */
export function candidatesAt(text: string, keyword: number): { readonly candidates: readonly Candidate[]; readonly until: number } {
  let nameStart = keyword;
  while (nameStart > 0 && keyword - nameStart < MAX_NAME && isNamePart(text.charCodeAt(nameStart - 1))) nameStart--;
  let nameEnd = keyword;
  while (nameEnd < text.length && nameEnd - keyword < MAX_NAME && isNamePart(text.charCodeAt(nameEnd))) nameEnd++;
  const name = text.slice(nameStart, nameEnd);
  const candidates: Candidate[] = [];
  for (const value of [valueAfter(text, nameEnd), valueBefore(text, nameStart)]) {
    if (value && worthJudging(text, value) && !publicByNature(name, text.slice(value.start, value.end)))
      candidates.push({ name, nameStart, ...value });
  }
  return { candidates, until: nameEnd };
}

/** Calls, member accesses, numbers of three digits, short and plain words: most of what stands behind a keyword in code, and never judged. */
function worthJudging(text: string, { quote, start, end }: Value): boolean {
  if (end - start < 4) return false;
  if (quote === '') {
    IDENTIFIER.lastIndex = start;
    const after = IDENTIFIER.exec(text) ? IDENTIFIER.lastIndex : start;
    const next = text[after];
    if (after > start && (next === '(' || next === '[' || (next === '.' && after < end))) return false;
  }
  return !PLAIN_WORD.test(end - start > 16 ? '' : text.slice(start, end)) || !isWord(text.slice(start, end).toLowerCase());
}

const PUBLIC: readonly (readonly [name: RegExp, value: RegExp])[] = [
  // An identifier of something is made to be passed around, also where that something is a key.
  [/ids?$/i, /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i],
  // What is encrypted or hashed already is of use only to who holds the key.
  [/encrypted|cipher_?text/i, /^/],
  [/^/, /^\$(?:2[abxy]?|argon2\w*|5|6|y)\$|^\{(?:bcrypt|pbkdf2|noop)\}\$?|^pbkdf2[_:]/],
  // Public keys and certificates.
  [/^/, /^(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-\S+) |^-----BEGIN (?:PUBLIC|CERTIFICATE|RSA PUBLIC)/],
  // Its author says that it is none.
  [/fake|dummy|example|sample|placeholder/i, /^/],
];

const publicByNature = (name: string, value: string): boolean =>
  PUBLIC.some(([ofName, ofValue]) => ofName.test(name) && ofValue.test(value));

const IDENTIFIER = /[$@]{0,2}[A-Za-z_][\w$]*(?:(?:\.|->|::)[A-Za-z_$][\w$]*)*/y;
const PLAIN_WORD = /^[A-Za-z]+$/;

const isNamePart = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95 || code === 45 || code === 46;

type Value = Pick<Candidate, 'between' | 'quote' | 'start' | 'end'>;

/**
 * What may stand between a name and its value: a closing quote or bracket, a type annotation, an operator, wrappers such as
 * `String(`, `Some(`, `getenv("X") or`, and a string prefix (`b"`, `@"`). Sticky.
 */
const BETWEEN =
  /(?:\\{0,3}["'`]|\])?(?:[ \t]*\[[^\]\r\n]{0,24}\]|\])?[ \t]*(?:(?:\?|!)?:[ \t]*[A-Za-z_][\w.<>\[\]| ]{0,30}?[ \t]*=(?![=>])[ \t]*|=>|:=|\|\|=|\?\?=|\|\||\?\?|={1,3}|!={1,2}|<>|->|::?=?|[,(](?=[ \t]*\\?["'`])|\.(?:eq|equals|is)\(|>)?[ \t]*(?:\r?\n[ \t]*(?=\\?["'`]))?(?:(?:(?:new[ \t]+)?[A-Za-z_][\w.]{0,40}\([ \t]*){0,3}(?:None,[ \t]*)?(?=\\?["'`rbuf@]{1,2})|ConvertTo-SecureString[ \t]+(?:-String[ \t]+)?)?(?:(?:[rbufL@$&*]{1,2})(?=["'`]))?/y;

function valueAfter(text: string, nameEnd: number): Value | undefined {
  BETWEEN.lastIndex = nameEnd;
  const between = BETWEEN.exec(text)?.[0] ?? '';
  if (between.length > MAX_BETWEEN) return undefined;
  const at = nameEnd + between.length;
  if (between === '' && text.charCodeAt(at) !== 34) return undefined;
  return valueAt(text, at, between);
}

/** A comparison the other way round: `"x" == password`. */
function valueBefore(text: string, nameStart: number): Value | undefined {
  let before = nameStart - 1;
  while (before >= 0 && text.charCodeAt(before) === 32) before--;
  const sign = text.charCodeAt(before);
  if (sign !== 61 && sign !== 62) return undefined;
  const from = Math.max(0, nameStart - 160);
  const head = text.slice(from, nameStart);
  const match = /(["'`])((?:(?!\1)[^\r\n\\]|\\.){3,120})\1([ \t]*(?:={2,3}|!={1,2}|<>)[ \t]*)$/.exec(head);
  if (!match) return undefined;
  const start = from + match.index + 1;
  return { between: match[3]!, quote: match[1] as Candidate['quote'], start, end: start + match[2]!.length };
}

function valueAt(text: string, at: number, between: string): Value | undefined {
  let escaped = '';
  let open = at;
  while (text[open] === '\\' && open - at < 3) open++;
  const quote = text[open];
  if (quote === '"' || quote === "'" || quote === '`') {
    escaped = text.slice(at, open);
    const start = open + 1;
    const end = closingQuote(text, start, quote, escaped);
    if (end === undefined || end === start) return undefined;
    return { between, quote, start, end };
  }
  UNQUOTED.lastIndex = at;
  const value = UNQUOTED.exec(text)?.[0];
  if (!value) return undefined;
  const trimmed = value.replace(/[.,;:]+$/, '');
  return trimmed ? { between, quote: '', start: at, end: at + trimmed.length } : undefined;
}

const UNQUOTED = /[^\s"'`<>|\\]{1,512}/y;

function closingQuote(text: string, start: number, quote: string, escaped: string): number | undefined {
  const limit = Math.min(text.length, start + MAX_VALUE);
  for (let i = start; i < limit; i++) {
    const c = text[i];
    if (c === '\n' || c === '\r') return undefined;
    if (escaped) {
      if (c === quote && text.startsWith(escaped, i - escaped.length)) return i - escaped.length;
    } else if (c === '\\') i++;
    else if (c === quote) return i;
  }
  return undefined;
}
