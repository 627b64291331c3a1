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
const MAX_BETWEEN = 320;
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
  // A weak word alone says too little of what is assigned to it.
  const first = text.charCodeAt(keyword) | 32;
  const weak = (first === 97 || first === 112) && WEAK.test(text.slice(keyword, keyword + 7)) && !STRONG.test(name);
  const assigned = weak ? undefined : valueAfter(text, nameStart, nameEnd);
  const values = [assigned ?? gluedAfter(text, keyword + (weak ? 6 : 3)), weak ? undefined : valueBefore(text, nameStart)];
  for (const value of values) {
    if (value && worthJudging(text, value) && !publicByNature(name, text.slice(value.start, value.end)))
      candidates.push({ name, nameStart, ...value });
  }
  return { candidates, until: nameEnd };
}

/** Calls, member accesses, numbers of three digits, short and plain words: most of what stands behind a keyword in code, and never judged. */
function worthJudging(text: string, { quote, start, end }: Value): boolean {
  if (end - start < 4) return false;
  // Another name with its sign: it is read by itself, and a row of thousands of them must not cost a judgement each.
  ASSIGNMENT.lastIndex = start;
  if (ASSIGNMENT.test(text) && (quote === '' || ASSIGNMENT.lastIndex === end)) return false;
  if (quote === '') {
    IDENTIFIER.lastIndex = start;
    const after = IDENTIFIER.exec(text) ? IDENTIFIER.lastIndex : start;
    const next = text[after];
    if (after > start && (next === '(' || next === '[' || (next === '.' && after < end && end - start < 40))) return false;
  }
  return !PLAIN_WORD.test(end - start > 16 ? '' : text.slice(start, end)) || !isWord(text.slice(start, end).toLowerCase());
}

const PUBLIC: readonly (readonly [name: RegExp, value: RegExp])[] = [
  // An identifier of something is made to be passed around, also where that something is a key.
  [/ids?$/i, /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i],
  // An address without a login or a query is no secret, and one that is called an address is one.
  [/(?:ur[il]s?|endpoint|issuer|audience)$/i, /^https?:\/\/[^\s?@]*$/i],
  // A salt stands beside what it salts; it keeps nothing secret.
  [/salt$/i, /^/],
  // What is encrypted or hashed already is of use only to who holds the key.
  [/encrypted|cipher_?text/i, /^/],
  [/^/, /^\$(?:2[abxy]?|argon2\w*|5|6|y)\$|^\{(?:bcrypt|pbkdf2|noop)\}\$?|^pbkdf2[_:]/],
  // Public keys and certificates.
  [/^/, /^(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-\S+) |^-----BEGIN (?:PUBLIC|CERTIFICATE|RSA PUBLIC)/],
  [/^/, /^(?:MIG[a-z]MA0GCSqGSIb3DQEB|MII[A-Z]IjANBgkqhkiG9w0BAQE|MFkwEwYHKoZIzj0C|MIGbMBAGByqGSM49)/],
  [/pub(?:lic)?_?-?(?:key|token)/i, /^/],
  // What stands in a page for one session, what a database or an event calls a key, and digests.
  [/csrf|xsrf|foreign_?key|primary_?key|partition_?key|key_?(?:down|up|press|code|frame)|credential_?id|key_?pair_?id/i, /^/],
  [/(?:hash|sha_?(?:1|2|256|384|512)?|md5|digest|fingerprint|checksum)$/i, /^/],
  // An AWS secret has 40 characters; a client id and a resource name are not secret (RFC 6749 section 2.2).
  [/aws_?secret|secret_?access_?key|access_?key_?id$/i, /^[A-Za-z0-9+ ]{1,15}$/],
  [/client_?id$|arns?$/i, /^/],
  // Numbers as programs write them.
  [/^/, /^0x[0-9a-f]{1,8}$/i],
  [/authors?(?:$|[^i])/i, /^/],
  // Left to the detector of JSON Web Tokens, which reads them.
  [/^/, /^eyJ[\w-]+\.[\w-]*\./],
  // Its author says that it is none.
  [/fake|dummy|example|sample|placeholder/i, /^/],
];

const publicByNature = (name: string, value: string): boolean =>
  PUBLIC.some(([ofName, ofValue]) => ofName.test(name) && ofValue.test(value));

const IDENTIFIER = /[$@]{0,2}[A-Za-z_][\w$]*(?:(?:\.|->|::)[A-Za-z_$][\w$]*)*/y;
const ASSIGNMENT = /[A-Za-z_.-]{0,40}(?:passw|pwd|pass|secret|token|key|auth|cred)[A-Za-z_.-]{0,20}[=:]{1,2}/iy;
const WEAK = /^(?:access|private)/i;
const STRONG = /passw|passphrase|passcode|pwd|pass|secret|token|key|auth|cred|nonce|signature|cookie|salt|jwt|bearer/i;
const PLAIN_WORD = /^[A-Za-z]+$/;

const isNamePart = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95 || code === 45 || code === 46;

type Value = Pick<Candidate, 'between' | 'quote' | 'start' | 'end'>;

/**
 * What may stand between a name and its value: a closing quote or bracket, a type annotation, an operator, wrappers such as
 * `String(`, `Some(`, `getenv("X") or`, and a string prefix (`b"`, `@"`). Sticky.
 */
const BETWEEN = new RegExp(
  // The rest of the name's own writing: its closing quote or bracket, an index.
  String.raw`(?:\\{0,3}["'\`]|\])?(?:[ \t]*\[[^\]\r\n]{0,24}\]|\])?[ \t]*` +
    '(?:' +
    [
      // `: string =`, and `string =` of Go.
      String.raw`(?:\?|!)?:[ \t]*[A-Za-z_][\w.<>\[\]| ]{0,30}?[ \t]*=(?![=>])[ \t]*`,
      String.raw`(?<=[ \t])[A-Za-z_][\w.<>\[\]]{0,30}[ \t]+=(?![=>])[ \t]*(?=["'\`])`,
      String.raw`=>|:{1,3}=|[.?+]=|\|\|=|\?\?=|\|\||\?\?|={1,3}|!={1,2}|<>|->|::?`,
      String.raw`[,(](?=[ \t]*\\?["'\`])|\.(?:eq|equals|is)\(`,
      // An element of XML, its text on the next line perhaps.
      String.raw`>(?:[ \t]*\r?\n[ \t]*(?=[^\s<]{4,512}\s{0,40}<\/))?`,
      // `variable "token" { default = "x" }` of Terraform.
      String.raw`\{\s{0,20}(?:(?:type|description|sensitive)[ \t]*=[^\n]{0,120}\n\s{0,20}){0,4}default[ \t]*=`,
      // `<add key="Password" value="x">`.
      String.raw`(?<=["'][ \t]{1,4})value[ \t]*=`,
      // `password 'x'` of Ruby and Gradle, `the password is "x"` of prose.
      String.raw`(?<=[ \t])(?:is:?[ \t]+)?(?=["'\`])`,
    ].join('|') +
    ')' +
    String.raw`[ \t]*(?:\r?\n[ \t]*(?=\\?["'\`]))?` +
    // Calls around the value, and the mark of a kind of string.
    String.raw`(?:(?:(?:new[ \t]+)?[A-Za-z_][\w.]{0,40}\([ \t]*){0,3}(?:None,[ \t]*)?(?=\\?["'\`rbuf@]{1,2})|ConvertTo-SecureString[ \t]+(?:-String[ \t]+)?)?` +
    String.raw`(?:(?:[rbufL@$&*]{1,2})(?=["'\`]))?`,
  'y',
);

/** What `BETWEEN` may begin with. Much stands behind a keyword that is none of these. */
const BEGINS_BETWEEN = Uint8Array.from({ length: 128 }, (_, code) =>
  /[\\"'`\][ \t?!:=.+|<>,({-]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/**
 * A value that only a joint or a blank parts from its name, `vendor-secret-5d41…`, `vendor token 5d41…`, is none unless it looks generated:
 * a UUID, or at least 16 characters with digits among the letters.
 */
const GLUED =
  /(?:[A-Za-z]{0,16}(?:[ \t._-]{1,2}|[ \t]{0,2}[=:][ \t]{0,2})){1,3}?(?<value>[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}(?![\w-])|(?!(?:[Kk]ey|KEY|[Tt]oken|TOKEN|[Ss]ecret|SECRET|[Aa]ccess|ACCESS|[Cc]ode)[_-])(?=[A-Za-z+/=_-]{0,24}\d)[A-Za-z0-9][A-Za-z0-9+/_-]{14,255}={0,2}(?![\w.(\[]))/y;

function gluedAfter(text: string, keywordEnd: number): Value | undefined {
  if (!digitAhead(text, keywordEnd)) return undefined;
  GLUED.lastIndex = keywordEnd;
  const value = GLUED.exec(text)?.groups?.['value'];
  if (value === undefined || !looksGenerated(value)) return undefined;
  const end = GLUED.lastIndex;
  return { between: GLUE, quote: '', start: end - value.length, end };
}

/** As far as `GLUED` reads before the first digit of its value. */
const BEFORE_DIGIT = 100;

/** Whether nothing but what `GLUED` passes over stands before the next digit. Most words are followed by other words, and need no more. */
function digitAhead(text: string, from: number): boolean {
  for (let at = from; at < from + BEFORE_DIGIT; at++) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) return true;
    // `charCodeAt` outside the text is NaN.
    if (!(code < 128) || GLUE_PART[code] === 0) return false;
  }
  return false;
}

const GLUE_PART = Uint8Array.from({ length: 128 }, (_, code) => (/[A-Za-z \t._=:+/-]/.test(String.fromCharCode(code)) ? 1 : 0));

/** What `between` says of a value without an operator. */
export const GLUE = ' ';

function looksGenerated(value: string): boolean {
  const digits = value.replace(/\D+/g, '').length;
  const changes = value.match(/[A-Za-z]\d|\d[A-Za-z]/g)?.length ?? 0;
  return digits >= 4 && changes >= 2 && new Set(value).size >= 8;
}

function valueAfter(text: string, nameStart: number, nameEnd: number): Value | undefined {
  const code = text.charCodeAt(nameEnd);
  BETWEEN.lastIndex = nameEnd;
  const between =
    (code < 128 && BEGINS_BETWEEN[code] === 1 ? BETWEEN.exec(text)?.[0] : undefined) ?? (isFlag(text, nameStart, nameEnd) ? GLUE : '');
  if (between.length > MAX_BETWEEN) return undefined;
  const at = nameEnd + between.length;
  if (between === '') return undefined;
  return valueAt(text, at, between);
}

/** `--password x` and `-Password x`: the next word is its value, unless that is the next flag. */
const isFlag = (text: string, nameStart: number, nameEnd: number): boolean =>
  text[nameStart] === '-' && text[nameEnd] === ' ' && !/[\s-]/.test(text[nameEnd + 1] ?? ' ');

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
  // In connection strings and addresses the next field follows at once.
  const trimmed = value.replace(/(?:;(?=[A-Za-z])|&(?:amp;)?(?=[A-Za-z][\w-]{0,30}=)).*$|[.,;:]+$/, '');
  return trimmed ? { between, quote: '', start: at, end: at + trimmed.length } : undefined;
}

const UNQUOTED = /(?:[^\s"'`<>|\\]|>(?=[\w-])){1,512}/y;

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
