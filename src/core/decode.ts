import { encodedRuns } from './encodedRuns.ts';
import { wideText } from './wideText.ts';

/** A part of a text, decoded once, and the way back. */
export interface View {
  readonly text: string;
  /** The span of the original text in which a span of this view is written; whole escapes and whole groups of base64. */
  original(start: number, end: number): [number, number];
}

const LETTERS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
/** Those that a serializer may write for a character of a value (https://html.spec.whatwg.org/multipage/named-characters.html). */
const ENTITIES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ quot: '"', amp: '&', lt: '<', gt: '>', apos: "'", nbsp: ' ', Tab: '\t', NewLine: '\n', excl: '!', num: '#', dollar: '$' },
    ...{ percnt: '%', lpar: '(', rpar: ')', ast: '*', plus: '+', comma: ',', period: '.', sol: '/', colon: ':', semi: ';', equals: '=' },
    ...{ quest: '?', commat: '@', lsqb: '[', lbrack: '[', bsol: '\\', rsqb: ']', rbrack: ']', Hat: '^', lowbar: '_', grave: '`' },
    ...{ lcub: '{', lbrace: '{', verbar: '|', vert: '|', rcub: '}', rbrace: '}' },
  }),
);

const ESCAPE = new RegExp(
  [
    String.raw`\\(?:["'\\/bfnrt]|u(?:[0-9a-fA-F]{4}|\{[0-9a-fA-F]{1,8}\})|x[0-9a-fA-F]{2}|U000[0-9a-fA-F]{5})`,
    '%(?:[2-7][0-9A-Fa-f]|0[9AaDd])',
    String.raw`&(?:${[...ENTITIES.keys()].join('|')}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});`,
  ].join('|'),
  'y',
);

/**
 * What a text says when one layer of encoding is taken off: JSON, JavaScript, percent and HTML escapes line by line, runs of base64
 * and hexadecimal that turn out to be text or compressed text, and stretches of UTF-16. Linear, also in what is inflated; a payload
 * that is no text (an image, a hash) costs a few characters. `runs`: see `encodedRuns`.
 */
export function decodedViews(text: string, runs?: readonly number[]): View[] {
  return [...escapedLines(text), ...encodedRuns(text, runs), ...wideText(text)];
}

/**
 * A value found in text that still has its escapes must not begin with the rest of one (`\njohn@…` is not `njohn@…`), nor end with
 * the backslash of the next: what replaces it would break the escape.
 */
export function clearOfEscapes(text: string, start: number, end: number): [number, number] {
  let from = start;
  // However many there are: text that was escaped twice has two before its `n`.
  if (text[start - 1] === '\\' && !endsPath(text, start))
    from += /^(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[nrt"'/])?/.exec(text.slice(start, start + 5))![0].length;
  let to = end;
  while (to > from && text[to - 1] === '\\' && backslashesBefore(text, to) % 2 === 1) to--;
  return [from, to];
}

/**
 * Whether the backslash before `start` separates the names of a Windows path that was not escaped, as in `C:\\Users\\nhz`: a name before
 * it begins with what is no escape, or a drive and a whole name stand there.
 */
function endsPath(text: string, start: number): boolean {
  const before = /[^\s"'`<>|]*$/.exec(text.slice(Math.max(0, start - 200), start))![0];
  return /(?<!\\)\\[^\\bfnrtux0"'`/$]/.test(before) || /(?:^|[^A-Za-z])[A-Za-z]:\\{1,2}[\w.-]{2,}(?:\\{1,2}[\w.-]+)*\\{1,2}$/.test(before);
}

/** At most 16 are looked at: who nests deeper gets away with a wrong parity. */
function backslashesBefore(text: string, at: number): number {
  let count = 0;
  while (count < 16 && text[at - 1 - count] === '\\') count++;
  return count;
}

/** Neighbouring lines with escapes become one view, so that a value may reach over lines. */
function escapedLines(text: string): View[] {
  const views: View[] = [];
  let builder: EscapeView | undefined;
  let lineEnd = -1;
  const signs = new NextOf(text, ['\\', '%', '&']);
  for (let index = signs.from(0), length = 1; index < text.length; index = signs.from(index + length)) {
    const escape = escapeAt(text, index);
    length = escape.length || 1;
    if (escape === '') continue;
    if (index >= lineEnd) {
      const lineStart = text.lastIndexOf('\n', index) + 1;
      if (!builder || lineStart > lineEnd + 1) {
        if (builder) views.push(builder.close(lineEnd));
        builder = new EscapeView(text, lineStart);
      }
      const next = text.indexOf('\n', index);
      lineEnd = next < 0 ? text.length : next;
    }
    builder?.add(index, escape);
  }
  if (builder) views.push(builder.close(lineEnd));
  return views;
}

/** The escape that begins at a sign, or nothing. */
function escapeAt(text: string, at: number): string {
  // Most are a backslash and one character, for which no regular expression is needed.
  if (text.charCodeAt(at) === BACKSLASH) {
    const pair = PAIRS.get(text.charCodeAt(at + 1));
    if (pair !== undefined) return pair;
  }
  ESCAPE.lastIndex = at;
  return ESCAPE.exec(text)?.[0] ?? '';
}

const BACKSLASH = 92;
const PAIRS = new Map([...'"\'\\/bfnrt'].map((char) => [char.charCodeAt(0), `\\${char}`]));

/** The next place of any of some characters, each looked for once: as fast as the platform searches where there are few. */
class NextOf {
  private readonly text: string;
  private readonly signs: readonly string[];
  private readonly places: number[];

  constructor(text: string, signs: readonly string[]) {
    this.text = text;
    this.signs = signs;
    this.places = signs.map(() => -1);
  }

  /** The length of the text where there is none. Places must be asked for in order. */
  from(at: number): number {
    let next = this.text.length;
    for (let i = 0; i < this.signs.length; i++) {
      if (this.places[i]! < at) {
        const found = this.text.indexOf(this.signs[i]!, at);
        this.places[i] = found < 0 ? this.text.length : found;
      }
      next = Math.min(next, this.places[i]!);
    }
    return next;
  }
}

/** Puts a view together and remembers at which places it runs apart from the original. */
class EscapeView implements View {
  text = '';
  private readonly source: string;
  private readonly parts: string[] = [];
  /** Behind each escape: the place in the view, and that in the original. */
  private readonly here: number[] = [0];
  private readonly there: number[];
  private at: number;
  private length = 0;

  constructor(source: string, start: number) {
    this.source = source;
    this.at = start;
    this.there = [start];
  }

  add(index: number, escape: string): void {
    if (index > this.at) this.parts.push(this.source.slice(this.at, index));
    const plain = unescape(escape);
    this.parts.push(plain);
    this.length += index - this.at + plain.length;
    this.at = index + escape.length;
    this.here.push(this.length);
    this.there.push(this.at);
  }

  close(end: number): View {
    this.parts.push(this.source.slice(this.at, end));
    this.text = this.parts.join('');
    this.parts.length = 0;
    return this;
  }

  original(start: number, end: number): [number, number] {
    return [this.back(start), this.back(end)];
  }

  private back(at: number): number {
    let low = 0;
    let high = this.here.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.here[middle]! <= at) low = middle;
      else high = middle - 1;
    }
    return this.there[low]! + at - this.here[low]!;
  }
}

function unescape(escape: string): string {
  if (escape.startsWith('%')) return String.fromCharCode(parseInt(escape.slice(1), 16));
  if (escape.startsWith('&')) {
    const name = escape.slice(1, -1);
    if (!name.startsWith('#')) return ENTITIES.get(name) ?? escape;
    return character(/^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1)), escape);
  }
  const letter = escape[1]!;
  if (letter === 'u' || letter === 'x' || letter === 'U') return character(parseInt(escape.slice(2).replace('{', ''), 16), escape);
  return LETTERS[letter] ?? letter;
}

/** What is beyond Unicode is no escape. */
const character = (code: number, escape: string): string => (code <= 0x10ffff ? String.fromCodePoint(code) : escape);
