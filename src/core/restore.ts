import { CLASSIFIED_TYPE, noteLength } from './provenance/classifiedText.ts';
import { RestoreContext } from './restoreContext.ts';

/** Placeholder → value, of one request: an answer restores nothing else. */
export type Carried = ReadonlyMap<string, string>;

/**
 * `narrow`, for a text that a model wrote: not where showing the text could send the value somewhere (`restoreContext.ts`), and with
 * tolerance for the ways models spell a placeholder. `call`, for the arguments of a tool call that has been judged: the same tolerance
 * and no context. `everywhere`, for a text that was redacted and comes back: exactly the placeholders, wherever they stand.
 */
export type RestoreMode = 'narrow' | 'call' | 'everywhere';

export interface RestoreOptions {
  /** The context of several texts that may be shown as one: a value is put back only where it and the text's own context allow it. */
  readonly shared?: RestoreContext;
  /** How a value is spelled in this text, such as with the escapes of JSON. */
  readonly spell?: (value: string) => string;
  /** Told of each placeholder whose value was put back. */
  readonly onRestored?: (placeholder: string) => void;
}

/** The text with the real values. */
export function restore(text: string, carried: Carried, mode: RestoreMode = 'narrow', options: RestoreOptions = {}): string {
  if (carried.size === 0) return text;
  const restorer = createRestorer(carried, mode, options);
  return restorer.push(text) + restorer.flush();
}

export interface Restorer {
  /** The next piece of the text. What comes back may lack its end, at most the length of one placeholder. */
  push(text: string): string;
  /** What is still held back, because no more comes. The context stays: a later push continues the same text. */
  flush(): string;
  readonly holds: boolean;
}

/** Restores a text that comes in pieces, with placeholders split at any place. */
export function createRestorer(carried: Carried, mode: RestoreMode = 'narrow', options: RestoreOptions = {}): Restorer {
  const { shared, spell = asItIs, onRestored } = options;
  const contexts = mode === 'narrow' ? [new RestoreContext(), ...(shared ? [shared] : [])] : [];
  const feed = (text: string): void => contexts.forEach((context) => context.feed(text));
  let held = '';
  // Whether a withheld part was put back whose note may be in the next piece.
  let behindPart = false;
  const noteAt = (text: string, at: number): number => {
    if (!behindPart) return 0;
    const length = noteLength(text.slice(at, at + 60));
    behindPart = length < 0;
    return length;
  };

  return {
    push(piece) {
      const text = held + piece;
      held = '';
      let out = '';
      let done = noteAt(text, 0);
      if (done < 0) {
        held = text;
        return '';
      }
      for (let match = nextPlaceholder(text, 0, carried, mode); match; match = nextPlaceholder(text, done, carried, mode)) {
        const before = text.slice(done, match.start);
        feed(before);
        out += before;
        done = match.start;
        if (match.end === undefined) {
          held = text.slice(done);
          return out;
        }
        const literal = text.slice(done, match.end);
        const forbidden = contexts.some((context) => context.forbidden);
        out += forbidden ? literal : spell(match.value);
        if (!forbidden) onRestored?.(match.placeholder);
        feed(literal);
        done = match.end;
        behindPart = !forbidden && match.placeholder.startsWith(PART) && !literal.endsWith(')');
        if (noteAt(text, done) < 0) {
          held = text.slice(done);
          return out;
        }
      }
      feed(text.slice(done));
      return out + text.slice(done);
    },
    flush() {
      const rest = held;
      held = '';
      behindPart = false;
      feed(rest);
      return rest;
    },
    get holds() {
      return held !== '';
    },
  };
}

const PART = `CORDON_${CLASSIFIED_TYPE}_`;

const asItIs = (value: string): string => value;

export type PlaceholderMatch =
  | { readonly start: number; readonly end: number; readonly placeholder: string; readonly value: string }
  /** The text ends where a placeholder may have begun. */
  | { readonly start: number; readonly end?: undefined };

/** The next carried placeholder from an offset on (of several at one place the longest), or what may become one. */
export function nextPlaceholder(text: string, from: number, carried: Carried, mode: RestoreMode): PlaceholderMatch | undefined {
  for (let at = nextStart(text, from, mode); at >= 0; at = nextStart(text, at + 1, mode)) {
    const match = matchAt(text, at, carried, mode);
    if (match) return match;
  }
  return undefined;
}

/** Where the next placeholder may begin. */
function nextStart(text: string, from: number, mode: RestoreMode): number {
  const upper = text.indexOf('C', from);
  if (mode === 'everywhere') return upper;
  const lower = text.indexOf('c', from);
  return upper < 0 ? lower : lower < 0 ? upper : Math.min(upper, lower);
}

function matchAt(text: string, start: number, carried: Carried, mode: RestoreMode): PlaceholderMatch | undefined {
  const prefix = endOf(text, start, 'CORDON_', mode);
  if (prefix < 0) return prefix === UNFINISHED ? { start } : undefined;
  let best: (PlaceholderMatch & { readonly end: number }) | undefined;
  let unfinished = false;
  for (const [placeholder, value] of carried) {
    const end = endOf(text, start, placeholder, mode);
    if (end === UNFINISHED) unfinished = true;
    else if (end > (best?.end ?? 0)) best = { start, end, placeholder, value };
  }
  if (best?.placeholder.startsWith(PART)) return { ...best, end: best.end + Math.max(0, noteLength(text.slice(best.end, best.end + 60))) };
  return best ?? (unfinished ? { start } : undefined);
}

const UNFINISHED = -2;

/** Where `placeholder` ends when it stands at `at`; -2 where the text ends within it; -1 where it does not stand there. */
function endOf(text: string, at: number, placeholder: string, mode: RestoreMode): number {
  let position = at;
  for (let index = 0; index < placeholder.length; index++) {
    if (position >= text.length) return UNFINISHED;
    const wanted = placeholder.charCodeAt(index);
    const code = text.charCodeAt(position);
    const found = mode !== 'everywhere' && code >= 97 && code <= 122 ? code - 32 : code;
    if (found === wanted) {
      position++;
      continue;
    }
    if (wanted !== UNDERSCORE || mode === 'everywhere') return -1;
    const length = spelledUnderscore(text, position);
    if (length < 0) return length;
    position += length;
  }
  return position;
}

const UNDERSCORE = 95;

/**
 * How models and what they write through spell an underscore besides `_`: escaped in Markdown (within JSON the backslash is doubled),
 * in an address, in HTML.
 */
const UNDERSCORES: readonly string[] = ['\\_', '\\\\_', '%5f', '&#95;', '&#x5f;', '&lowbar;'];

/** How long a spelled underscore at this place is; -2 where the text ends within one; -1 where there is none. */
function spelledUnderscore(text: string, at: number): number {
  const here = text.slice(at, at + 8).toLowerCase();
  const whole = UNDERSCORES.find((spelling) => here.startsWith(spelling));
  if (whole !== undefined) return whole.length;
  return at + here.length === text.length && UNDERSCORES.some((spelling) => spelling.startsWith(here)) ? UNFINISHED : -1;
}
