import { type Candidate, GLUE } from './candidate.ts';
import { beginsAsVendorToken } from '../secrets/vendorPrefix.ts';
import { likelihood, wordCoverage, isWord } from './language.ts';

/** How much of a value is read, in UTF-16 units. */
const READ = 128;

/** What `judge.ts` weighs. The order is the model's: change it only together with `npm run train`. */
export const FEATURES = [
  'length',
  'digits',
  'uppers',
  'lowers',
  'symbols',
  'letterShare',
  'classes',
  'classChanges',
  'entropy',
  'distinctShare',
  'longestRepeat',
  'steps',
  'likelihood',
  'worstLikelihood',
  'coverage',
  'uncovered',
  'isWord',
  'allDigits',
  'hexOnly',
  'base64ish',
  'uuid',
  'spaces',
  'brackets',
  'sigil',
  'placeholderWord',
  'nonAscii',
  'identifierShape',
  'pathShape',
  'echoesName',
  'hasKeywordInside',
  'quoted',
  'operator',
  'nameLength',
  'keyword',
  'tail',
  'tailLength',
  'nameUpper',
  'nameVerb',
  'fileKind',
  'lineLength',
  'testWord',
  'comment',
  'envLookup',
  'nextChar',
  'mixedDigits',
  'wordDots',
  'fake',
  'base64Decodes',
  'vowels',
  'vendorToken',
  'counting',
  'plainWords',
  'shortest',
  'unbalanced',
  'signs',
] as const;

const KEYWORDS: readonly (readonly [RegExp, number])[] = [
  [/pass(?:word|wd|phrase|code)|pwd|passw/g, 1],
  [/secret/g, 2],
  [/token|bearer|jwt/g, 3],
  [
    /api_?-?key|access_?-?key|private_?-?key|encryption_?-?key|signing_?-?key|auth_?-?key|master_?-?key|secret_?-?key|account_?-?key|client_?-?key/g,
    4,
  ],
  [/cred/g, 5],
  [/authorization|auth/g, 6],
  [/pass|pw/g, 7],
  [/nonce|signature|cookie|session|salt|hash/g, 8],
  [/key/g, 9],
];
const TAILS: readonly (readonly [RegExp, number])[] = [
  [/^$/, 1],
  [/^[_-]?\d{1,2}$/, 2],
  [/^s$|^[_-]?(?:list|set|map|array|names?)s?$/i, 3],
  [/^[._-]?(?:value|text|string|str|data|content|default|base|plain|raw|env)$/i, 4],
  [
    /^[._-]?(?:id|ids|name|type|types|kind|length|len|size|count|index|ttl|expir\w*|expires?\w*|url|uri|path|file|dir|host|endpoint|algorithm|alg|method|mode|spec|format|version|label|title|hint|prompt|placeholder|message|msg|error|field|input|policy|prefix|suffix|pattern|regex|header|param|alias|namespace|provider|service|manager|store|usage|scope\w*|flow|hash|class|code|state|status|style|event|press|down|up|board|word)s?$/i,
    5,
  ],
];
const PLACEHOLDER_WORD =
  /example|your|change|placeholder|dummy|sample|todo|xxx|redacted|insert|replace|removed|secret_?here|goes_?here|my[-_]|foo|bar(?![a-z]{3})|test|fake|none|null|true|false|undefined|default|enter|admin|user|hidden|masked|\*\*\*|\.\.\./i;
const VERB =
  /^(?:get|set|is|has|check|validate|verify|generate|create|find|parse|read|load|save|update|delete|remove|reset|forgot|show|hide|toggle|on|handle|use|with|require|invalid|valid|no|missing|wrong|new|confirm|error|label|title|hint|placeholder|text|message)(?=[A-Z_.-]|$)/i;
const CODE_FILE = new Set([
  'js',
  'ts',
  'jsx',
  'tsx',
  'mjs',
  'cjs',
  'mts',
  'py',
  'pyi',
  'rb',
  'go',
  'java',
  'kt',
  'scala',
  'cs',
  'c',
  'cc',
  'cpp',
  'h',
  'rs',
  'php',
  'swift',
  'ex',
  'exs',
  'hs',
  'vue',
  'clj',
  'lua',
  'r',
  'dart',
  'm',
  'vb',
  'groovy',
  'pl',
]);
const CONFIG_FILE = new Set([
  'yml',
  'yaml',
  'json',
  'toml',
  'ini',
  'conf',
  'cfg',
  'config',
  'properties',
  'env',
  'tf',
  'tfvars',
  'xml',
  'sh',
  'bash',
  'bat',
  'ps1',
  'rsp',
  'cnf',
  'plist',
  'gradle',
  'tfstate',
  'j2',
]);
const DOC_FILE = new Set(['md', 'rst', 'txt', 'adoc', 'html', 'htm', 'mdx', 'log']);

/** The features of a candidate, in the order of `FEATURES`. Reads at most a few hundred units around it. */
export function featuresOf(text: string, candidate: Candidate, path?: string): number[] {
  // What a value looks like shows at its beginning; its length is bounded, and so is the work.
  const value = text.slice(candidate.start, Math.min(candidate.end, candidate.start + READ));
  const n = value.length;
  let digits = 0,
    uppers = 0,
    lowers = 0,
    spaces = 0,
    brackets = 0,
    nonAscii = 0,
    changes = 0,
    repeat = 1,
    longestRepeat = 1,
    steps = 0,
    vowels = 0,
    mixed = 0,
    last = -1,
    lastCode = 0;
  let distinct = 0;
  let signs = 0;
  for (let i = 0; i < n; i++) {
    const code = value.charCodeAt(i);
    if (COUNTS[code] === 0) DISTINCT[distinct++] = code;
    COUNTS[code]!++;
    const kind = code >= 48 && code <= 57 ? 0 : code >= 65 && code <= 90 ? 1 : code >= 97 && code <= 122 ? 2 : 3;
    if (kind === 0) digits++;
    else if (kind === 1) uppers++;
    else if (kind === 2) lowers++;
    else if (code === 32) spaces++;
    else if (code > 126) nonAscii++;
    else if (code === 40 || code === 41 || code === 91 || code === 93 || code === 123 || code === 125) brackets++;
    if (kind === 3 && code > 32 && code < 127 && COUNTS[code] === 1) signs++;
    if ((kind === 1 || kind === 2) && isVowel(code | 32)) vowels++;
    if (kind !== last && i > 0) changes++;
    if ((kind === 0 && (last === 1 || last === 2)) || (last === 0 && (kind === 1 || kind === 2))) mixed++;
    if (code === lastCode) longestRepeat = Math.max(longestRepeat, ++repeat);
    else repeat = 1;
    if (Math.abs(code - lastCode) === 1) steps++;
    last = kind;
    lastCode = code;
  }
  let entropy = 0;
  for (let i = 0; i < distinct; i++) {
    const share = COUNTS[DISTINCT[i]!]! / n;
    entropy -= share * Math.log2(share);
    COUNTS[DISTINCT[i]!] = 0;
  }
  const letters = uppers + lowers;
  const symbols = n - letters - digits;
  // Brackets that do not pair off are neither code nor a template, but what a generator put there.
  const jumbled = brackets > 0 && unbalanced(value, candidate.quote !== '');
  const language = likelihood(value);
  const coverage = wordCoverage(value);
  const lower = value.toLowerCase();
  const name = candidate.name;
  const { keyword, tail, tailKind, verb, letters: nameLetters, upper } = nameOf(name);
  const before = text.slice(Math.max(0, candidate.nameStart - 200), candidate.nameStart);
  const head = before.slice(before.lastIndexOf('\n') + 1);
  const after = text.slice(candidate.end, candidate.end + 200);
  const lineEnd = after.indexOf('\n');
  const rest = lineEnd < 0 ? after : after.slice(0, lineEnd);
  const line = head + rest;
  const extension = path?.slice(path.lastIndexOf('.') + 1).toLowerCase() ?? '';
  const stripped = lower.replace(/[^a-z]/g, '');
  return [
    Math.min(n, 100),
    digits / n,
    uppers / n,
    lowers / n,
    symbols / n,
    letters / n,
    +(digits > 0) + +(uppers > 0) + +(lowers > 0) + +(symbols > 0),
    changes / n,
    entropy,
    distinct / n,
    longestRepeat,
    steps / n,
    language.mean,
    language.worst,
    coverage.share,
    coverage.uncovered,
    +isWord(lower),
    +(digits === n),
    +/^(?:0x)?[0-9a-f]+$/i.test(value),
    +/^[A-Za-z0-9+/_-]{16,}={0,2}$/.test(value),
    +/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value),
    spaces,
    jumbled ? 0 : brackets,
    jumbled ? 0 : sigil(value),
    +PLACEHOLDER_WORD.test(value),
    nonAscii / n,
    identifierShape(value),
    +/^(?:\.{0,2}\/|~\/|[a-z]+:\/\/|[A-Za-z]:\\)|\/.*\/|\.[a-z]{2,4}$/.test(value),
    echo(stripped, nameLetters),
    +/pass|secret|token|key|auth|cred|pwd/.test(lower),
    candidate.quote === '' ? 0 : candidate.quote === '`' ? 2 : 1,
    operator(candidate.between),
    Math.min(name.length, 40),
    keyword,
    tailKind,
    Math.min(tail.length, 20),
    upper,
    verb,
    CODE_FILE.has(extension) ? 1 : CONFIG_FILE.has(extension) ? 2 : DOC_FILE.has(extension) ? 3 : 0,
    Math.min(head.length + rest.length + n, 300),
    +/test|spec|mock|example|fixture|expect|assert/i.test(line),
    +/(?:^|\s)(?:\/\/|#|\*|--|<!--)/.test(head),
    +/process\.env|getenv|ENV\[|environ|vault|lookup\(|secretsmanager|\$\{|secretKeyRef|import\.meta/i.test(line),
    nextChar(rest),
    mixed,
    wordDots(value),
    fakeShape(lower),
    +decodesToText(value),
    letters ? vowels / letters : 0,
    +beginsAsVendorToken(value),
    counting(lower),
    plainWords(value),
    n < 10 ? n : 10,
    +jumbled,
    signs,
  ];
}

/** How often each UTF-16 unit stands in a value, and which do, in their order. All zero between two values. */
const COUNTS = new Uint8Array(65_536);
const DISTINCT = new Uint16Array(READ);
const isVowel = (code: number): boolean => code === 97 || code === 101 || code === 105 || code === 111 || code === 117;

/** What a name says, whatever its value is. */
interface Name {
  readonly keyword: number;
  readonly tail: string;
  readonly tailKind: number;
  readonly verb: number;
  readonly upper: number;
  /** Its letters, lower case. */
  readonly letters: string;
}

/** Few names stand in a text, and each of them many times. */
const names = new Map<string, Name>();
const MOST_NAMES = 256;

function nameOf(name: string): Name {
  const known = names.get(name);
  if (known) return known;
  // As a part of a text it would keep all of that in memory.
  const own = [...name].join('');
  const [keyword, tail] = keywordOf(own);
  const made: Name = {
    keyword,
    tail,
    tailKind: tailKind(tail),
    verb: +VERB.test(name),
    upper: +(name === name.toUpperCase()),
    letters: name.toLowerCase().replace(/[^a-z]/g, ''),
  };
  if (names.size >= MOST_NAMES) names.clear();
  names.set(own, made);
  return made;
}

function keywordOf(name: string): [number, string] {
  const lower = name.toLowerCase();
  for (const [pattern, id] of KEYWORDS) {
    pattern.lastIndex = 0;
    let end = -1;
    while (pattern.exec(lower)) end = pattern.lastIndex;
    if (end >= 0) return [id, name.slice(end)];
  }
  return [0, ''];
}

function tailKind(tail: string): number {
  for (const [pattern, id] of TAILS) if (pattern.test(tail)) return id;
  return 6;
}

/** How the value opens: an interpolation, a variable, a tag or none. */
function sigil(value: string): number {
  if (/\$\{[^{}<>\[\]#]*(?:\}|$)|\{\{[^{}]*(?:\}\}|$)|^(?:\$\(|<%|%\(|#\{|\[\[|@\{|\$\[)|<[A-Za-z][^>]*>|%[sdv@]|%\(/.test(value)) return 3;
  if (/^[$%@&:][A-Za-z_]/.test(value)) return 2;
  return /^[<[({*#]/.test(value) ? 1 : 0;
}

/** 0 nothing of the kind, 1 snake or kebab words, 2 camelCase, 3 SCREAMING_CASE, 4 a dotted path, 5 one lower-case run, 6 a Capitalised word. */
function identifierShape(value: string): number {
  if (/^[a-z]+$/.test(value)) return 5;
  if (/^[A-Z][a-z]+$/.test(value)) return 6;
  if (/^[a-z][a-z0-9]*(?:[_-][a-z0-9]+)+$/.test(value)) return 1;
  if (/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(value)) return 3;
  if (/^[A-Za-z_$][\w$]*(?:(?:\.|->|::)[A-Za-z_$][\w$]*)+/.test(value)) return 4;
  return /^[a-z]+(?:[A-Z][a-z]+)+$/.test(value) || /^(?:[A-Z][a-z]+){2,}$/.test(value) ? 2 : 0;
}

function echo(value: string, name: string): number {
  if (!value || value.length < 3) return 0;
  if (value === name) return 2;
  return name.includes(value) || value.includes(name) ? 1 : 0;
}

function operator(between: string): number {
  if (between === GLUE) return 8;
  if (/[=!]==?|<>/.test(between)) return 1;
  if (between.includes('=>') || between.includes('->')) return 2;
  if (between.includes('=')) return 3;
  if (between.includes(':')) return 4;
  if (between.includes('(')) return 5;
  if (between.includes(',')) return 6;
  return between.includes('>') ? 7 : 0;
}

function nextChar(rest: string): number {
  const at = rest.replace(/^["'`]/, '')[0];
  if (at === undefined) return 0;
  if (at === '(' || at === '[' || at === '.') return 1;
  if (at === ',' || at === ';' || at === ')' || at === '}') return 2;
  return at === '+' || at === ' ' ? 3 : 4;
}

const wordDots = (value: string): number => value.split(/[._/-]/).length - 1;

/** Sequences that people type when they need something that looks like a value. */
function fakeShape(lower: string): number {
  if (isRepeated(lower) || lower.includes('abcabc') || lower.includes('123123')) return 2;
  return /0123|1234|abcd|qwert|asdf|deadbeef|cafebabe/.test(lower) ? 1 : 0;
}

/** One character five times in a row, or two to six of them three times. */
function isRepeated(lower: string): boolean {
  for (let period = 1; period <= 6; period++) {
    const needed = period === 1 ? 4 : 2 * period;
    let same = 0;
    for (let i = period; i < lower.length; i++) {
      same = lower.charCodeAt(i) === lower.charCodeAt(i - period) ? same + 1 : 0;
      if (same === needed) return true;
    }
  }
  return false;
}

/** The share of characters that only go on counting: `abcdefgh`, `12345678`, also every second one as in `a1b2c3d4`. */
function counting(lower: string): number {
  let steps = 0;
  for (let i = 2; i < lower.length; i++) {
    const code = lower.charCodeAt(i);
    if (code === lower.charCodeAt(i - 1) + 1 || code === lower.charCodeAt(i - 2) + 1) steps++;
  }
  return lower.length < 6 ? 0 : steps / lower.length;
}

/**
 * Brackets that do not pair off, as they stand in generated passwords and never in code or templates. A value without quotes may be cut
 * out of an expression, so there only one that closes another's bracket counts.
 */
function unbalanced(value: string, whole: boolean): boolean {
  const open: string[] = [];
  for (const c of value) {
    if (c === '(' || c === '[' || c === '{') open.push(c);
    else if (c === ')' || c === ']' || c === '}') {
      const opener = open.pop();
      if (opener === undefined ? whole : PAIRS[opener] !== c) return true;
    }
  }
  return whole && open.length > 0;
}

const PAIRS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** How many words of letters alone, of any script, make up the whole value: the texts of a user interface. */
export function plainWords(value: string): number {
  if (!value.includes(' ')) return 0;
  return /^[\p{L}\p{M}'’,.:;!?()/-]+(?: [\p{L}\p{M}'’,.:;!?()/-]+)+$/u.test(value) ? value.split(' ').length : 0;
}

/** Base64 of readable text is mostly not a key. */
function decodesToText(value: string): boolean {
  if (value.length < 12 || value.length % 4 || !/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return false;
  let bits = 0,
    buffer = 0,
    printable = 0,
    total = 0;
  for (const c of value.replace(/=+$/, '').slice(0, 64)) {
    buffer = (buffer << 6) | 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.indexOf(c);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      const byte = (buffer >> bits) & 255;
      total++;
      if (byte >= 32 && byte < 127) printable++;
    }
  }
  return total > 0 && printable === total;
}
