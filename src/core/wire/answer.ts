import { type AnswerOptions, AnswerTexts, type Delivery } from './answerTexts.ts';

/** Rewrites an answer as it comes. Text in, text out; what is not a text of the model passes as it is. */
export interface AnswerRewriter {
  push(text: string): string;
  /** The rest, once no more comes. */
  end(): string;
}

/** The rewriter for an answer of this content type, or undefined for one that holds no text of a model. */
export function createAnswerRewriter(contentType: string, options: AnswerOptions): AnswerRewriter | undefined {
  const type = contentType.toLowerCase();
  if (type.includes('event-stream')) return createSseRewriter(options);
  if (/ndjson|jsonl|json-seq|stream\+json/.test(type)) return createLineRewriter(options);
  if (type.includes('json')) return createWholeRewriter(options);
  return undefined;
}

/**
 * Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html). An event leaves as soon as its blank line has
 * come; its bytes change only where a text of the model does.
 */
export function createSseRewriter(options: AnswerOptions): AnswerRewriter {
  const texts = new AnswerTexts(options);
  const frames = new Map<string, Frame>();
  // In a burst, whole events that hold no beginning of a placeholder leave unread. What a later placeholder stands in (a link, a tool
  // call) may have begun in them, so they are read before one is put back, and little by little once the stream slows down.
  const unread: string[] = [];
  let unreadLength = 0;
  // The first message says by what id the answer is continued.
  let begun = false;
  let rest = '';
  let searched = 0;

  const rewriteEvent = (event: string): string => {
    const lines = (event.match(/[^\r\n]*(?:\r\n|\r|\n|$)/g) ?? []).filter((line) => line !== '');
    const data = lines.filter((line) => /^data(?::|[\r\n]|$)/.test(line));
    if (data.length === 0) return event;
    const message = data.map((line) => line.replace(/^data:? ?/, '').replace(/[\r\n]+$/, '')).join('\n');
    if (message.trim() === '[DONE]') return deliver(texts.flush()) + event;
    const frame: Frame = { lines, newline: /\r\n|\r|\n/.exec(event)?.[0] ?? '\n' };
    const rewritten = texts.rewrite(message);
    begun = true;
    const before = deliver(rewritten.before);
    for (const channel of rewritten.channels) frames.set(channel, frame);
    if (rewritten.message === undefined) return before;
    return before + (rewritten.message === message ? event : reframe(frame, rewritten.message));
  };
  const deliver = (deliveries: readonly Delivery[]): string =>
    deliveries.map(({ channel, message }) => reframe(frames.get(channel) ?? PLAIN_FRAME, message)).join('');
  /** The next whole event that has come. */
  const takeEvent = (): string | undefined => {
    const end = endOfEvent(rest, searched);
    searched = end < 0 ? Math.max(0, rest.length - 3) : 0;
    if (end < 0) return undefined;
    const event = rest.slice(0, end);
    rest = rest.slice(end);
    return event;
  };
  /** Catches up with about so many units of what has left already as it was. */
  const readUnread = (units = Infinity): void => {
    for (let left = Math.min(units, unreadLength); left > 0;) {
      const events = unread[0] ?? '';
      const found = endOfEvent(events, 0);
      // A blank line more than one needs is no event.
      const end = found < 0 ? events.length : found;
      if (end < events.length) unread[0] = events.slice(end);
      else unread.shift();
      unreadLength -= end;
      left -= end;
      rewriteEvent(events.slice(0, end));
    }
  };
  /** Whole events that need not be read now. */
  const takeHarmless = (arrived: number): string | undefined => {
    const burst = arrived >= BURST;
    if (!burst) readUnread(2 * arrived);
    if (!(burst || unread.length > 0) || unreadLength >= MOST_UNREAD || !texts.quiet) return undefined;
    const whole = rest.slice(0, endOfLastEvent(rest));
    if (whole === '' || MAY_HOLD.test(whole)) return undefined;
    unread.push(whole);
    unreadLength += whole.length;
    rest = rest.slice(whole.length);
    searched = 0;
    return whole;
  };

  return {
    push(text) {
      rest += text;
      let out = '';
      while (!begun) {
        const event = takeEvent();
        if (event === undefined) return out;
        out += rewriteEvent(event);
      }
      const harmless = takeHarmless(text.length);
      if (harmless !== undefined) return out + harmless;
      for (let event = takeEvent(); event !== undefined; event = takeEvent()) {
        readUnread();
        out += rewriteEvent(event);
      }
      return out;
    },
    end() {
      // An event without its blank line is not dispatched by a client, but it passes all the same.
      const out = deliver(texts.flush()) + rest;
      rest = '';
      return out;
    },
  };
}

/** So many UTF-16 units at once come faster than any model writes for a reader. */
const BURST = 4096;
/** UTF-16 units that may be waiting to be read. */
const MOST_UNREAD = 4 * 1024 * 1024;
/** A placeholder, the beginning of one at the end of a string, or a letter (or the underscore) spelled as an escape. */
const MAY_HOLD = /[cC](?:[oO][rR][dD][oO]|(?:[oO](?:[rR][dD]?)?)?")|\\u00[4-7"]/;

interface Frame {
  readonly lines: readonly string[];
  readonly newline: string;
}

const PLAIN_FRAME: Frame = { lines: ['data: \n', '\n'], newline: '\n' };

/** The event with other data; its other lines (event, id, retry, comments) and its ends of lines stay. */
function reframe({ lines, newline }: Frame, message: string): string {
  const ended = lines.some((line) => /^[\r\n]+$/.test(line));
  let placed = false;
  const out = lines.map((line) => {
    if (!/^data(?::|[\r\n]|$)/.test(line)) return line;
    if (placed) return '';
    placed = true;
    const prefix = /^data: ?/.exec(line)?.[0] ?? 'data: ';
    return message
      .split('\n')
      .map((part) => prefix + part + newline)
      .join('');
  });
  return out.join('') + (ended ? '' : newline);
}

/** Where the first whole event ends, its blank line included; -1 when none is whole. */
function endOfEvent(text: string, from: number): number {
  BLANK_LINE.lastIndex = from;
  const match = BLANK_LINE.exec(text);
  if (!match) return -1;
  const end = BLANK_LINE.lastIndex;
  // A carriage return at the very end may be half of a line break.
  return match[0].endsWith('\r') && end === text.length ? -1 : end;
}

/** Where the last whole event ends, in the two spellings of a blank line that servers send; 0 when there is none. */
function endOfLastEvent(text: string): number {
  const [short, long] = [text.lastIndexOf('\n\n'), text.lastIndexOf('\r\n\r\n')];
  return Math.max(short < 0 ? 0 : short + 2, long < 0 ? 0 : long + 4);
}

const BLANK_LINE = /(?:\r\n|\n|\r(?!\n)){2}/g;

/** One JSON text a line, as Ollama streams. */
export function createLineRewriter(options: AnswerOptions): AnswerRewriter {
  const texts = new AnswerTexts(options);
  let rest = '';
  const rewriteLine = (line: string): string => {
    const message = line.replace(/[\r\n]+$/, '');
    const newline = line.slice(message.length);
    if (message.trim() === '') return line;
    const rewritten = texts.rewrite(message);
    const before = rewritten.before.map((delivery) => delivery.message + (newline || '\n')).join('');
    return before + (rewritten.message === undefined ? '' : rewritten.message + newline);
  };
  return {
    push(text) {
      rest += text;
      let out = '';
      for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
        out += rewriteLine(rest.slice(0, end + 1));
        rest = rest.slice(end + 1);
      }
      return out;
    },
    end() {
      const last = rest === '' ? '' : rewriteLine(rest);
      rest = '';
      const held = texts
        .flush()
        .map(({ message }) => `${message}\n`)
        .join('');
      return held === '' || last === '' || last.endsWith('\n') ? last + held : `${last}\n${held}`;
    },
  };
}

/** A whole answer: read when it is complete. */
export function createWholeRewriter(options: AnswerOptions): AnswerRewriter {
  let whole = '';
  return {
    push(text) {
      whole += text;
      return '';
    },
    end: () => new AnswerTexts(options).rewriteWhole(whole),
  };
}
