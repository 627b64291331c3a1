import { type Carried, createRestorer } from '../restore.ts';
import { RestoreContext } from '../restoreContext.ts';
import { CallInput } from './callInput.ts';
import type { AnswerFormat, CallPart } from './format.ts';
import { type Change, type JsonNode, type JsonString, parseJson, pathOf, splice } from './json.ts';
import { type CallOutcome, restoreValues } from './toolCalls.ts';

export interface AnswerOptions {
  readonly format: AnswerFormat;
  readonly carried: Carried;
  /** Tools that are called run on Windows. */
  readonly windows?: boolean | undefined;
  /** Told the id under which a later request continues this answer. */
  readonly onId?: (id: string) => void;
  /** Told of each placeholder whose value was put back, and how the value was written. */
  readonly onRestored?: (placeholder: string, written: string) => void;
  /** Told of each tool call in which placeholders stayed. */
  readonly onCall?: (outcome: CallOutcome) => void;
}

/**
 * Restores the texts and tool calls of one answer, message by message: each message is one JSON text. Remembers per channel what is
 * held back and a message that can carry it on its own.
 */
export class AnswerTexts {
  private readonly channels = new Map<string, Channel>();
  /** Channel → the tool that is called there. */
  private readonly tools = new Map<string, string>();
  private readonly told = new Set<string>();
  /** Of all channels: clients show them as one text, so a link may begin in one and end in another. */
  private readonly shared = new RestoreContext();
  private readonly options: AnswerOptions;
  private idKnown = false;

  constructor(options: AnswerOptions) {
    this.options = options;
  }

  /** What takes the place of a message of a stream. */
  rewrite(message: string): Rewritten {
    const root = readJson(message);
    if (root === undefined) return { before: [], message, channels: [] };
    const { format } = this.options;
    const ends = format.ends(root);
    return this.rewriteMessage(
      message,
      root,
      (channel) => ends === 'all' || ends.some((end) => channel === end || channel.startsWith(`${end}/`)),
    );
  }

  /** What takes the place of an answer that is one message. */
  rewriteWhole(message: string): string {
    const root = readJson(message);
    return root === undefined ? message : (this.rewriteMessage(message, root, () => true).message ?? message);
  }

  /** Whether nothing is held back and no tool call has been read, whose next piece may change what becomes of it. */
  get quiet(): boolean {
    for (const { writer } of this.channels.values()) if (writer.holds || writer instanceof CallInput) return false;
    return true;
  }

  /** Messages that carry what is still held back in these channels. */
  flush(which: (channel: string) => boolean = () => true): Delivery[] {
    const deliveries: Delivery[] = [];
    for (const [name, { writer, template }] of this.channels) {
      if (!which(name)) continue;
      const rest = writer.flush();
      if (rest !== '' && template) deliveries.push({ channel: name, message: fill(template, rest) });
      if (writer instanceof CallInput) this.tell(name, writer.outcome);
    }
    return deliveries;
  }

  private rewriteMessage(message: string, root: JsonNode, ending: (channel: string) => boolean): Rewritten {
    this.noteId(root);
    const { format } = this.options;
    const places = format.places(root);
    const parts = format.calls(root);
    const wholeTexts = new RestoreContext();
    const texts: Rewriting[] = places.map(({ node, channel }) => ({
      node,
      channel,
      text: this.restoreText(node.value, channel, wholeTexts),
    }));
    const changes: Change[] = [];
    // What says a whole call again comes after its last piece.
    const ended = parts.some(({ whole, channel }) => whole && channel !== undefined && ending(channel)) ? this.flush(ending) : [];
    for (const part of parts) {
      if (part.channel !== undefined && part.tool) this.tools.set(part.channel, part.tool);
      const { input } = part;
      if (input === undefined) continue;
      if (part.shape === 'values') changes.push(...this.restoreCallValues(part, message, input));
      else if (input.kind === 'string')
        texts.push({ node: input, channel: part.whole ? undefined : part.channel, text: this.restorePiece(part, input), part });
    }
    // A channel that ends with this very message gives its rest to its last text.
    for (const each of [...texts].reverse()) {
      if (each.channel !== undefined && ending(each.channel)) each.text += this.channels.get(each.channel)?.writer.flush() ?? '';
    }
    const before = [...ended, ...this.flush(ending)];
    changes.push(...texts.filter(({ node, text }) => text !== node.value).map(({ node, text }) => ({ node, whole: text })));
    for (const each of texts) {
      const channel = each.channel === undefined ? undefined : this.channels.get(each.channel);
      if (channel) channel.template = templateOf(message, each, texts);
    }
    const channels = texts.flatMap(({ channel }) => (channel === undefined ? [] : [channel]));
    const emptied = places.length > 0 && changes.length > 0 && texts.every(({ text }) => text === '');
    const held = emptied && channels.some((channel) => this.channels.get(channel)?.writer.holds);
    if (held && format.mayDrop?.(root)) return { before, message: undefined, channels };
    return { before, message: splice(message, changes), channels };
  }

  private restoreText(text: string, channel: string | undefined, wholeTexts: RestoreContext): string {
    if (channel !== undefined) return this.channel(channel, () => this.textRestorer(this.shared)).writer.push(text);
    const restorer = this.textRestorer(wholeTexts);
    return restorer.push(text) + restorer.flush();
  }

  private textRestorer(shared: RestoreContext): Writer {
    const { carried, onRestored } = this.options;
    return createRestorer(carried, 'narrow', { shared, onRestored: (placeholder) => onRestored?.(placeholder, carried.get(placeholder)!) });
  }

  /** A piece of the arguments of a call, or all of them (again): then the same comes of them as of the pieces. */
  private restorePiece(part: CallPart, input: JsonString): string {
    const tool = part.tool ?? this.tools.get(part.channel ?? '');
    const { shape } = part;
    if (tool === undefined || shape === 'values') return input.value;
    const { carried, onRestored, windows } = this.options;
    const make = (): CallInput => new CallInput({ tool, shape, carried, onRestored, windows });
    if (!part.whole && part.channel !== undefined) return this.channel(part.channel, make).writer.push(input.value);
    const call = make();
    const text = call.push(input.value) + call.flush();
    if (input.value !== '') this.tell(part.channel, call.outcome);
    return text;
  }

  private restoreCallValues(part: CallPart, message: string, input: JsonNode): readonly Change[] {
    const { carried, onRestored, windows } = this.options;
    const { changes, outcome } = restoreValues(part.tool ?? '', message, input, carried, onRestored, windows);
    // At the beginning of a call there may be no arguments yet.
    if (outcome.kept.length + outcome.strange.length > 0) this.tell(part.channel, outcome);
    return changes;
  }

  /** Tells of a call once, however often the answer repeats it. */
  private tell(channel: string | undefined, outcome: CallOutcome): void {
    if (outcome.kept.length + outcome.strange.length === 0) return;
    if (channel !== undefined && this.told.has(channel)) return;
    if (channel !== undefined) this.told.add(channel);
    this.options.onCall?.(outcome);
  }

  private channel(name: string, make: () => Writer): Channel {
    let channel = this.channels.get(name);
    if (!channel) {
      channel = { writer: make() };
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

/** What restores the text of one channel: a `Restorer` or a `CallInput`. */
interface Writer {
  push(text: string): string;
  flush(): string;
  readonly holds: boolean;
}

interface Channel {
  readonly writer: Writer;
  /** The last message of this channel: its shape carries the rest. */
  template?: Template;
}

interface Rewriting {
  readonly node: JsonString;
  readonly channel: string | undefined;
  text: string;
  readonly part?: CallPart;
}

type Path = readonly (string | number)[];

interface Template {
  readonly message: string;
  /** Where in the message its text of this channel stands. */
  readonly path: Path;
  /** Where its other texts stand, which a copy must not repeat. */
  readonly others: readonly Path[];
  /** What a copy leaves out. */
  readonly once: readonly Path[];
}

function templateOf(message: string, own: Rewriting, all: readonly Rewriting[]): Template {
  const others = all.filter((each) => each !== own);
  return {
    message,
    path: pathOf(own.node),
    others: others.map(({ node }) => pathOf(node)),
    once: all.flatMap(({ part }) => part?.once ?? []).map(pathOf),
  };
}

function fill({ message, path, others, once }: Template, text: string): string {
  const copy = JSON.parse(message.replace(/^\uFEFF/, '')) as Json;
  for (const other of others) place(copy, other, '');
  for (const said of once) place(copy, said, undefined);
  place(copy, path, text);
  return JSON.stringify(copy);
}

type Json = Record<string | number, unknown>;

/** Sets what stands at a path; what is undefined is not written. */
function place(root: Json, path: Path, value: string | undefined): void {
  let at = root;
  for (const key of path.slice(0, -1)) at = at[key] as Json;
  at[path.at(-1)!] = value;
}

function readJson(text: string): JsonNode | undefined {
  try {
    return parseJson(text);
  } catch {
    // Not JSON: a keep-alive, `[DONE]`, a provider's error page. It passes as it is.
    return undefined;
  }
}
