import { decodeBase64 } from './base64.ts';

/** A part of a text, decoded once, and the way back. */
export interface View {
  readonly text: string;
  /** The span of the original text in which a span of this view is written; whole escapes and whole groups of base64. */
  original(start: number, end: number): [number, number];
}

/** Shorter runs of base64 or hex hold nothing long enough to matter. */
const SHORTEST_RUN = 24;
/** A run up to this length is one value to a reader: a finding in it covers all of it. */
const ONE_VALUE = 256;

const ESCAPE =
  /\\(?:["'\\/bfnrt]|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2})|%[2-7][0-9A-Fa-f]|&(?:quot|amp|lt|gt|apos|#\d{2,5}|#x[0-9a-fA-F]{2,4});/y;
const LETTERS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const ENTITIES: Readonly<Record<string, string>> = { quot: '"', amp: '&', lt: '<', gt: '>', apos: "'" };

/**
 * What a text says when one layer of encoding is taken off: JSON, JavaScript, percent and HTML escapes line by line, and runs of
 * base64 and hexadecimal that turn out to be text. Linear; a payload that is no text (an image, a hash) costs a few characters.
 */
export function decodedViews(text: string): View[] {
  return [...escapedLines(text), ...encodedRuns(text)];
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
    if (!name.startsWith('#')) return ENTITIES[name] ?? escape;
    return String.fromCharCode(/^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1)));
  }
  const letter = escape[1]!;
  return letter === 'u' || letter === 'x' ? String.fromCharCode(parseInt(escape.slice(2), 16)) : (LETTERS[letter] ?? letter);
}

/** Looks at every 24th character: a run of that length cannot hide between two. */
function encodedRuns(text: string): View[] {
  const views: View[] = [];
  for (let i = SHORTEST_RUN - 1; i < text.length; i += SHORTEST_RUN) {
    if (!isRunCharacter(text.charCodeAt(i))) continue;
    let start = i;
    while (start > 0 && isRunCharacter(text.charCodeAt(start - 1))) start--;
    let end = i + 1;
    while (end < text.length && isRunCharacter(text.charCodeAt(end))) end++;
    const wrapped = wrappedRun(text, start, end);
    if (wrapped) {
      views.push(wrapped.view);
      end = wrapped.end;
    } else if (end - start >= SHORTEST_RUN) {
      const view = hexView(text, start, end) ?? base64View(text, start, end);
      if (view) views.push(view);
    }
    i = Math.max(i, end - 1);
  }
  return views;
}

/** Lines of base64 are at least this long where it is wrapped: 60, 64 (PEM, RFC 7468) or 76 (MIME, RFC 2045). */
const SHORTEST_LINE = 60;

/**
 * Base64 that was wrapped: lines of one length, which is a whole number of groups, with the same indentation, and a last one that may
 * be shorter. A value in it may reach over lines, so they are one view.
 */
function wrappedRun(text: string, start: number, firstEnd: number): { readonly view: View; readonly end: number } | undefined {
  const width = firstEnd - start;
  if (width < SHORTEST_LINE || width % 4) return undefined;
  LINE_BREAK.lastIndex = firstEnd;
  const separator = LINE_BREAK.exec(text)?.[0];
  if (separator === undefined) return undefined;
  const first = text.slice(start, firstEnd);
  const second = firstEnd + separator.length;
  // Judged before any line is joined: what is no text costs the same wherever it stands. Lines of hexadecimal are read one by one.
  const head = first + text.slice(second, second + 4);
  if (isHex(first, 0, width) || !base64View(head, 0, head.length)) return undefined;
  const lines = [first];
  let end = firstEnd;
  while (lines.at(-1)!.length === width && text.startsWith(separator, end)) {
    const from = end + separator.length;
    let to = from;
    while (to < text.length && to - from <= width && isRunCharacter(text.charCodeAt(to))) to++;
    if (to === from || to - from > width) break;
    lines.push(text.slice(from, to));
    end = to;
  }
  if (lines.length < 2) return undefined;
  const joined = lines.join('');
  const view = base64View(joined, 0, joined.length);
  if (!view) return undefined;
  const padded = /^={0,2}/.exec(text.slice(end, end + 2))![0].length;
  const back = (at: number): number => start + at + separator.length * Math.floor(at / width);
  return {
    end,
    view: {
      text: view.text,
      original(from, to) {
        const [first, last] = view.original(from, to);
        return [back(first), last >= joined.length ? end + padded : back(last - 1) + 1];
      },
    },
  };
}

const LINE_BREAK = /\r?\n[ \t]{0,32}(?=[A-Za-z0-9+/_-])/y;

function base64View(text: string, start: number, end: number): View | undefined {
  const head = decodeBase64(text, start, Math.min(end, start + 64));
  const wide = isWide(head);
  if (!wide && !isText(head)) return undefined;
  const bytes = decodeBase64(text, start, end);
  const padded = /^={0,2}/.exec(text.slice(end, end + 2))![0].length;
  const decoded = wide ? narrow(bytes) : bytes;
  return { text: decoded, original: runBack(start, end + padded, wide ? 8 / 3 : 4 / 3, 4) };
}

function hexView(text: string, start: number, end: number): View | undefined {
  const length = end - start;
  if (
    length % 2 ||
    length < 32 ||
    !isHex(text, start, Math.min(end, start + 32)) ||
    !isText(fromHex(text, start, start + 32)) ||
    !isHex(text, start, end)
  )
    return undefined;
  return { text: fromHex(text, start, end), original: runBack(start, end, 2, 2) };
}

/** From characters of the decoded text back to whole groups of the run, or to all of a short one. */
function runBack(start: number, end: number, ratio: number, group: number): View['original'] {
  if (end - start <= ONE_VALUE) return () => [start, end];
  return (from, to) => [start + Math.floor((from * ratio) / group) * group, Math.min(end, start + Math.ceil((to * ratio) / group) * group)];
}

const isRunCharacter = (code: number): boolean =>
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  (code >= 48 && code <= 57) ||
  code === 43 ||
  code === 47 ||
  code === 45 ||
  code === 95;

function isHex(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i) | 32;
    if (!((code >= 97 && code <= 102) || (code >= 48 && code <= 57))) return false;
  }
  return true;
}

function fromHex(text: string, start: number, end: number): string {
  let out = '';
  for (let i = start; i + 1 < end; i += 2) out += String.fromCharCode((nibble(text.charCodeAt(i)) << 4) | nibble(text.charCodeAt(i + 1)));
  return out;
}

/** The value of a hexadecimal digit. */
const nibble = (code: number): number => (code & 15) + (code > 64 ? 9 : 0);

/** Printable ASCII with white space, hardly anything else: other scripts come in UTF-8, whose bytes are no ASCII, and are let pass here and there. */
function isText(bytes: string): boolean {
  let odd = 0;
  for (let i = 0; i < bytes.length; i++) {
    const code = bytes.charCodeAt(i);
    if (code > 126 || (code < 32 && code !== 10 && code !== 13 && code !== 9)) odd++;
  }
  return odd * 20 <= bytes.length;
}

/** UTF-16, as `powershell -EncodedCommand` takes it: every second byte is zero. */
const isWide = (bytes: string): boolean => bytes.length >= 16 && /^(?:[\t\r\n -~]\0)+[\t\r\n -~]?$/.test(bytes);
const narrow = (bytes: string): string => bytes.replace(/\0/g, '');
