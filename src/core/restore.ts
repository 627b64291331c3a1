import { RestoreContext } from './restoreContext.ts';

/** Placeholder → value, of one request: an answer restores nothing else. */
export type Carried = ReadonlyMap<string, string>;

/**
 * `narrow`, for what a model wrote: not where showing the text could send the value somewhere (`restoreContext.ts`), and with
 * tolerance for a model that changed the case or escaped the underscores. `everywhere`, for a text that was redacted and comes
 * back: exactly the placeholders, wherever they stand.
 */
export type RestoreMode = 'narrow' | 'everywhere';

/** The text with the real values. */
export function restore(text: string, carried: Carried, mode: RestoreMode = 'narrow'): string {
  if (carried.size === 0) return text;
  const restorer = createRestorer(carried, mode);
  return restorer.push(text) + restorer.flush();
}

export interface Restorer {
  /** The next piece of the text. What comes back may lack its end, at most the length of one placeholder. */
  push(text: string): string;
  /** What is still held back, because no more comes. The context stays: a later push continues the same text. */
  flush(): string;
  readonly holds: boolean;
}

/**
 * Restores a text that comes in pieces, with placeholders split at any place. `shared` is the context of several texts that may be
 * shown as one: a value is put back only where it and the text's own context allow it.
 */
export function createRestorer(carried: Carried, mode: RestoreMode = 'narrow', shared?: RestoreContext): Restorer {
  const contexts = mode === 'narrow' ? [new RestoreContext(), ...(shared ? [shared] : [])] : [];
  const feed = (text: string): void => contexts.forEach((context) => context.feed(text));
  let held = '';

  return {
    push(piece) {
      const text = held + piece;
      held = '';
      let out = '';
      let done = 0;
      for (let at = nextStart(text, 0, mode); at >= 0; at = nextStart(text, at, mode)) {
        const match = matchAt(text, at, carried, mode);
        if (match === undefined) {
          at++;
          continue;
        }
        feed(text.slice(done, at));
        out += text.slice(done, at);
        done = at;
        if (match === 'unfinished') {
          held = text.slice(at);
          return out;
        }
        const literal = text.slice(at, match.end);
        out += contexts.some((context) => context.forbidden) ? literal : match.value;
        feed(literal);
        done = at = match.end;
      }
      feed(text.slice(done));
      return out + text.slice(done);
    },
    flush() {
      const rest = held;
      held = '';
      feed(rest);
      return rest;
    },
    get holds() {
      return held !== '';
    },
  };
}

interface Match {
  readonly end: number;
  readonly value: string;
}

/** Where the next placeholder may begin. */
function nextStart(text: string, from: number, mode: RestoreMode): number {
  const upper = text.indexOf('C', from);
  if (mode === 'everywhere') return upper;
  const lower = text.indexOf('c', from);
  return upper < 0 ? lower : lower < 0 ? upper : Math.min(upper, lower);
}

/** The carried placeholder that stands here (the longest), `unfinished` where one may be about to, undefined for neither. */
function matchAt(text: string, at: number, carried: Carried, mode: RestoreMode): Match | 'unfinished' | undefined {
  const prefix = endOf(text, at, 'CORDON_', mode);
  if (prefix < 0) return prefix === UNFINISHED ? 'unfinished' : undefined;
  let best: Match | undefined;
  let unfinished = false;
  for (const [placeholder, value] of carried) {
    const end = endOf(text, at, placeholder, mode);
    if (end === UNFINISHED) unfinished = true;
    else if (end > (best?.end ?? 0)) best = { end, value };
  }
  return best ?? (unfinished ? 'unfinished' : undefined);
}

const UNFINISHED = -2;

/** Where `placeholder` ends when it stands at `at`; -2 where the text ends within it; -1 where it does not stand there. */
function endOf(text: string, at: number, placeholder: string, mode: RestoreMode): number {
  let position = at;
  for (let index = 0; index < placeholder.length; index++) {
    const wanted = placeholder.charCodeAt(index);
    // A model that writes Markdown escapes the underscores.
    if (mode === 'narrow' && wanted === 95 && text.charCodeAt(position) === 92) position++;
    if (position >= text.length) return UNFINISHED;
    const code = text.charCodeAt(position);
    const found = mode === 'narrow' && code >= 97 && code <= 122 ? code - 32 : code;
    if (found !== wanted) return -1;
    position++;
  }
  return position;
}
