import { BASE64_VALUES, decodeBase64 } from './base64.ts';
import type { View } from './decode.ts';
import { createBudget, inflate, type InflationBudget, isCompressed } from './inflate.ts';
import { isWide, narrow } from './wideText.ts';

/** Shorter runs of base64 or hex hold nothing long enough to matter. */
const SHORTEST_RUN = 24;
/** A run up to this length is one value to a reader: a finding in it covers all of it. */
const ONE_VALUE = 256;

/**
 * Runs of base64 (RFC 4648, also its URL alphabet, wrapped, and without padding) and of hexadecimal that turn out to be text, UTF-16, or
 * text compressed with gzip or zlib. `starts`: where runs of that length begin, where that is known; a place in the middle of one that
 * began before does no harm.
 */
export function encodedRuns(text: string, starts: Iterable<number> = runStarts(text)): View[] {
  const views: View[] = [];
  const budget = createBudget(text.length);
  let done = 0;
  for (const start of starts) {
    if (start < done) continue;
    let end = start + SHORTEST_RUN;
    while (end < text.length && isRunCharacter(text.charCodeAt(end))) end++;
    done = end;
    const wrapped = wrappedRun(text, start, end, budget);
    if (wrapped) {
      views.push(wrapped.view);
      done = wrapped.end;
    } else {
      const view = hexView(text, start, end, budget) ?? base64View(text, start, end, budget);
      if (view) views.push(view);
    }
  }
  return views;
}

/** Where runs begin. Looks at every 24th character: a run of that length cannot hide between two. */
function* runStarts(text: string): Generator<number> {
  for (let i = SHORTEST_RUN - 1; i < text.length; i += SHORTEST_RUN) {
    if (!isRunCharacter(text.charCodeAt(i)) || !goesOn(text, i)) continue;
    let start = i;
    while (start > 0 && isRunCharacter(text.charCodeAt(start - 1))) start--;
    let end = i + 1;
    while (end < text.length && isRunCharacter(text.charCodeAt(end))) end++;
    if (end - start >= SHORTEST_RUN) yield start;
    i = Math.max(i, end - 1);
  }
}

/** A run of 24 around a place has twelve characters before it or behind it. A word has neither, and need not be read to its ends. */
const goesOn = (text: string, at: number): boolean =>
  (isRunCharacter(text.charCodeAt(at - 12)) && isRunCharacter(text.charCodeAt(at - 8)) && isRunCharacter(text.charCodeAt(at - 4))) ||
  (isRunCharacter(text.charCodeAt(at + 11)) && isRunCharacter(text.charCodeAt(at + 7)) && isRunCharacter(text.charCodeAt(at + 4)));

/** Lines of base64 are at least this long where it is wrapped: 60, 64 (PEM, RFC 7468) or 76 (MIME, RFC 2045). */
const SHORTEST_LINE = 60;

/**
 * Base64 that was wrapped: lines of one length, which is a whole number of groups, with the same indentation, and a last one that may
 * be shorter. A value in it may reach over lines, so they are one view.
 */
function wrappedRun(
  text: string,
  start: number,
  firstEnd: number,
  budget: InflationBudget,
): { readonly view: View; readonly end: number } | undefined {
  const width = firstEnd - start;
  if (width < SHORTEST_LINE || width % 4) return undefined;
  LINE_BREAK.lastIndex = firstEnd;
  const separator = LINE_BREAK.exec(text)?.[0];
  if (separator === undefined) return undefined;
  const first = text.slice(start, firstEnd);
  const second = firstEnd + separator.length;
  // Judged before any line is joined: what is no text costs the same wherever it stands. Lines of hexadecimal are read one by one.
  const head = first + text.slice(second, second + 4);
  if (isHex(first, 0, width) || formOf(decodeBase64(head)) === undefined) return undefined;
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
  const view = base64View(joined, 0, joined.length, budget);
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

function base64View(text: string, start: number, end: number, budget: InflationBudget): View | undefined {
  if (hidesNothing(text, start, end)) return undefined;
  const form = formOf(decodeBase64(text, start, Math.min(end, start + 64)));
  if (form === undefined) return undefined;
  const padded = /^={0,2}/.exec(text.slice(end, end + 2))![0].length;
  return viewOf(form, decodeBase64(text, start, end), budget, start, end + padded, 4 / 3, 4);
}

function hexView(text: string, start: number, end: number, budget: InflationBudget): View | undefined {
  const length = end - start;
  if (length % 2 || length < 32 || !isHex(text, start, Math.min(end, start + 32))) return undefined;
  const form = formOf(fromHex(text, start, start + 32));
  if (form === undefined || !isHex(text, start, end)) return undefined;
  return viewOf(form, fromHex(text, start, end), budget, start, end, 2, 2);
}

/**
 * Whether the beginning of a run of base64 says already that `formOf` knows no form for it: no NUL and no mark of compression at once, and
 * then more bytes that are no text than 48 may have. Most runs are paths and names, and cost no more than this look.
 */
function hidesNothing(text: string, start: number, end: number): boolean {
  let odd = 0;
  const last = Math.min(end, start + 64) - 3;
  for (let at = start; at <= last; at += 4) {
    const held =
      (BASE64_VALUES[text.charCodeAt(at)]! << 18) |
      (BASE64_VALUES[text.charCodeAt(at + 1)]! << 12) |
      (BASE64_VALUES[text.charCodeAt(at + 2)]! << 6) |
      BASE64_VALUES[text.charCodeAt(at + 3)]!;
    const first = held >> 16;
    const second = (held >> 8) & 255;
    // The marks of zlib and gzip.
    if (at === start && (first === 0 || second === 0 || first === 0x78 || first === 0x1f)) return false;
    odd += ODD[first]! + ODD[second]! + ODD[held & 255]!;
    if (odd > 2) return true;
  }
  return false;
}

/** 1 for bytes that are no printable ASCII or white space (see `isText`). */
const ODD = Uint8Array.from({ length: 256 }, (_, code) => (code > 126 || (code < 32 && code !== 10 && code !== 13 && code !== 9) ? 1 : 0));

type Form = 'text' | 'wide' | 'compressed';

/** What the first bytes of a run are the beginning of; undefined for what no text comes out of. */
function formOf(head: string): Form | undefined {
  if (isWide(head)) return 'wide';
  if (isText(head)) return 'text';
  return isCompressed(head) ? 'compressed' : undefined;
}

/** `ratio` characters of the run stand for a byte, in groups of `group` characters. */
function viewOf(
  form: Form,
  bytes: string,
  budget: InflationBudget,
  start: number,
  end: number,
  ratio: number,
  group: number,
): View | undefined {
  if (form === 'text') return { text: bytes, original: runBack(start, end, ratio, group) };
  if (form === 'wide') return { text: narrow(bytes), original: runBack(start, end, 2 * ratio, group) };
  const inflated = inflate(bytes, budget);
  const inner = formOf(inflated.slice(0, 64));
  // Where a value stands in compressed bytes cannot be told: the whole run is the value.
  if (inflated === '' || inner === undefined || inner === 'compressed') return undefined;
  return { text: inner === 'wide' ? narrow(inflated) : inflated, original: () => [start, end] };
}

/** From characters of the decoded text back to whole groups of the run, or to all of a short one. */
function runBack(start: number, end: number, ratio: number, group: number): View['original'] {
  if (end - start <= ONE_VALUE) return () => [start, end];
  return (from, to) => [start + Math.floor((from * ratio) / group) * group, Math.min(end, start + Math.ceil((to * ratio) / group) * group)];
}

/** 1 for letters, digits, `+`, `/`, `-` and `_`. A look is one step, where comparing would be a guess for the processor. */
const RUN = Uint8Array.from({ length: 128 }, (_, code) => (/[A-Za-z0-9+/_-]/.test(String.fromCharCode(code)) ? 1 : 0));
/** Outside of the text there is NaN, which is none. */
const isRunCharacter = (code: number): boolean => code < 128 && RUN[code] === 1;

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
