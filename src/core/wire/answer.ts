import { type Carried, createRestorer, type Restorer } from '../restore.ts';
import { RestoreContext } from '../restoreContext.ts';
import type { AnswerFormat } from './format.ts';
import { type Change, type JsonNode, parseJson, splice } from './json.ts';

/** Rewrites an answer as it comes. Text in, text out; what is not a text of the model passes as it is. */
export interface AnswerRewriter {
  push(text: string): string;
  /** The rest, once no more comes. */
  end(): string;
}

export interface AnswerOptions {
  readonly format: AnswerFormat;
  readonly carried: Carried;
  /** Told the id under which a later request continues this answer. */
  readonly onId?: (id: string) => void;
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
 * Restores the texts of one answer, message by message: each message is one JSON text. Remembers per channel what is held back and a
 * message that can carry it on its own.
 */
export class AnswerTexts {
  private readonly channels = new Map<string, Channel>();
  /** Of all channels: clients show them as one text, so a link may begin in one and end in another. */
  private readonly shared = new RestoreContext();
  private readonly options: AnswerOptions;
  private idKnown = false;

  constructor(options: AnswerOptions) {
    this.options = options;
  }

  /** What takes the place of a message. */
  rewrite(message: string): Rewritten {
    const root = readJson(message);
    if (root === undefined) return { before: [], message, channels: [] };
    this.noteId(root);
    const { format, carried } = this.options;
    const ends = format.ends(root);
    const ending = (channel: string): boolean => ends === 'all' || ends.includes(channel);
    const places = format.places(root).filter((place) => place.kind === 'text');
    const whole = new RestoreContext();
    const texts = places.map(({ node, channel }) => ({
      node,
      channel,
      text: channel === undefined ? restoreWhole(node.value, carried, whole) : this.channel(channel).restorer.push(node.value),
    }));
    // A channel that ends with this very message gives its rest to its last text.
    for (const each of [...texts].reverse()) {
      if (each.channel !== undefined && ending(each.channel)) each.text += this.channel(each.channel).restorer.flush();
    }
    const before = this.flush(ending);
    const changes = texts.filter(({ node, text }) => text !== node.value).map(({ node, text }) => ({ node, whole: text }));
    const channels: string[] = [];
    for (const place of places) {
      if (place.channel === undefined) continue;
      channels.push(place.channel);
      const others = places.filter((other) => other !== place).map((other) => other.node.start);
      this.channel(place.channel).template = { message, start: place.node.start, others };
    }
    const emptied = changes.length > 0 && texts.every(({ text }) => text === '');
    if (
      emptied &&
      format.mayDrop?.(root) &&
      places.some((place) => place.channel !== undefined && this.channel(place.channel).restorer.holds)
    ) {
      return { before, message: undefined, channels };
    }
    return { before, message: splice(message, changes), channels };
  }

  /** Messages that carry what is still held back in these channels. */
  flush(which: (channel: string) => boolean = () => true): Delivery[] {
    const deliveries: Delivery[] = [];
    for (const [name, { restorer, template }] of this.channels) {
      if (!which(name)) continue;
      const rest = restorer.flush();
      if (rest !== '' && template) deliveries.push({ channel: name, message: fill(template, rest) });
    }
    return deliveries;
  }

  private channel(name: string): Channel {
    let channel = this.channels.get(name);
    if (!channel) {
      channel = { restorer: createRestorer(this.options.carried, 'narrow', { shared: this.shared }) };
      this.channels.set(name, channel);
    }
    return channel;
  }

  private noteId(root: JsonNode): void {
    if (this.idKnown || !this.options.onId) return;
    const id = this.options.format.id?.(root);
    if (id === undefined) return;
    this.idKnown = true;
    this.options.onId(id);
  }
}

export interface Rewritten {
  /** To be sent first: what was held back in channels that end with this message. */
  readonly before: readonly Delivery[];
  /** Undefined: nothing, its text is held back. */
  readonly message: string | undefined;
  /** The channels whose text this message continues. */
  readonly channels: readonly string[];
}

export interface Delivery {
  readonly channel: string;
  readonly message: string;
}

interface Channel {
  readonly restorer: Restorer;
  /** The last message of this channel: its shape carries the rest. */
  template?: Template;
}

interface Template {
  readonly message: string;
  /** Where in the message its text of this channel stands. */
  readonly start: number;
  /** Where its other texts stand, which a copy must not repeat. */
  readonly others: readonly number[];
}

function fill(template: Template, text: string): string {
  const changes: Change[] = [];
  const stack: JsonNode[] = [parseJson(template.message)];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.kind === 'object' || node.kind === 'array') stack.push(...node.children);
    else if (node.start === template.start) changes.push({ node, whole: text });
    else if (template.others.includes(node.start)) changes.push({ node, whole: '' });
  }
  return splice(template.message, changes);
}

function restoreWhole(text: string, carried: Carried, shared: RestoreContext): string {
  const restorer = createRestorer(carried, 'narrow', { shared });
  return restorer.push(text) + restorer.flush();
}

function readJson(text: string): JsonNode | undefined {
  try {
    return parseJson(text);
  } catch {
    // Not JSON: a keep-alive, `[DONE]`, a provider's error page. It passes as it is.
    return undefined;
  }
}

/**
 * Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html). An event leaves as soon as its blank line has
 * come; its bytes change only where a text of the model does.
 */
export function createSseRewriter(options: AnswerOptions): AnswerRewriter {
  const texts = new AnswerTexts(options);
  const frames = new Map<string, Frame>();
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
    const before = deliver(rewritten.before);
    for (const channel of rewritten.channels) frames.set(channel, frame);
    if (rewritten.message === undefined) return before;
    return before + (rewritten.message === message ? event : reframe(frame, rewritten.message));
  };
  const deliver = (deliveries: readonly Delivery[]): string =>
    deliveries.map(({ channel, message }) => reframe(frames.get(channel) ?? PLAIN_FRAME, message)).join('');

  return {
    push(text) {
      rest += text;
      let out = '';
      for (;;) {
        const end = endOfEvent(rest, searched);
        if (end < 0) break;
        out += rewriteEvent(rest.slice(0, end));
        rest = rest.slice(end);
        searched = 0;
      }
      searched = Math.max(0, rest.length - 3);
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
    end: () => rewriteWhole(whole, options),
  };
}

function rewriteWhole(whole: string, { format, carried, onId }: AnswerOptions): string {
  const root = readJson(whole);
  if (!root) return whole;
  const id = format.id?.(root);
  if (id !== undefined) onId?.(id);
  const shared = new RestoreContext();
  const texts = format
    .places(root)
    .filter(({ kind }) => kind === 'text')
    .map(({ node, channel }) => ({ node, channel: channel ?? `whole:${node.start}`, text: '' }));
  const channels = new Map<string, { restorer: Restorer; last: { text: string } }>();
  for (const each of texts) {
    const restorer = channels.get(each.channel)?.restorer ?? createRestorer(carried, 'narrow', { shared });
    channels.set(each.channel, { restorer, last: each });
    each.text = restorer.push(each.node.value);
  }
  for (const { restorer, last } of channels.values()) last.text += restorer.flush();
  return splice(
    whole,
    texts.filter(({ node, text }) => text !== node.value).map(({ node, text }) => ({ node, whole: text })),
  );
}
