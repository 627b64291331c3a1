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
  /\\(?:["'\\/bfnrt]|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2})|%[2-7][0-9A-Fa-f]|&(?:quot|amp|lt|gt|apos|#\d{2,5}|#x[0-9a-fA-F]{2,4});/g;
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
  if (text[start - 1] === '\\') from += /^(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[nrt"'/])?/.exec(text.slice(start, start + 5))![0].length;
  let to = end;
  while (to > from && text[to - 1] === '\\' && backslashesBefore(text, to) % 2 === 1) to--;
  return [from, to];
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
  for (const { index, 0: escape } of text.matchAll(ESCAPE)) {
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

/** Puts a view together and remembers at which places it runs apart from the original. */
class EscapeView implements View {
  text = '';
  private readonly source: string;
  private readonly here: number[] = [0];
  private readonly there: number[];
  private at: number;

  constructor(source: string, start: number) {
    this.source = source;
    this.at = start;
    this.there = [start];
  }

  add(index: number, escape: string): void {
    this.text += this.source.slice(this.at, index);
    this.here.push(this.text.length);
    this.there.push(index);
    this.text += unescape(escape);
    this.at = index + escape.length;
    this.here.push(this.text.length);
    this.there.push(this.at);
  }

  close(end: number): View {
    this.text += this.source.slice(this.at, end);
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
    if (end - start >= SHORTEST_RUN) {
      const view = hexView(text, start, end) ?? base64View(text, start, end);
      if (view) views.push(view);
    }
    i = Math.max(i, end - 1);
  }
  return views;
}

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
  for (let i = start; i + 1 < end; i += 2) out += String.fromCharCode(parseInt(text.slice(i, i + 2), 16));
  return out;
}

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
