import { kindOfTool, type Reach, type ToolKind } from '../guard/toolCall.ts';
import { type Carried, createRestorer, nextPlaceholder, type Restorer } from '../restore.ts';
import { PathWatch } from './pathWatch.ts';
import { type CallOutcome, jsonSpelling, restoreCall, restoreScript, strangeIn, type WhenRestored, writesFiles } from './toolCalls.ts';

export interface CallInputOptions {
  readonly tool: string;
  readonly shape: 'json' | 'text';
  readonly carried: Carried;
  /** The tool runs on Windows. */
  readonly windows?: boolean | undefined;
  readonly onRestored?: WhenRestored | undefined;
}

/**
 * The arguments of one tool call, as they come. Either all placeholders in them are restored or none: none as soon as the call may
 * reach a network. Tools for files are restored as they come once the file is known to be on this machine; of a command everything
 * from the first placeholder on is held back until the command is complete, because only the whole tells what it reaches.
 */
export class CallInput {
  private readonly options: CallInputOptions;
  private readonly kind: ToolKind;
  private state: 'waiting' | 'restoring' | 'keeping' | 'cut';
  /** While waiting: all that came, and how much of it has gone out. */
  private seen = '';
  private sent = 0;
  private readonly watch: PathWatch | undefined;
  private restorer: Restorer | undefined;
  private hasRestored = false;
  private reach: Reach = { reach: 'local' };
  /** Finds placeholders where none are restored. */
  private readonly finder: Restorer;
  private readonly kept = new Set<string>();
  private readonly strange = new Set<string>();
  private tail = '';

  constructor(options: CallInputOptions) {
    this.options = options;
    this.kind = kindOfTool(options.tool);
    this.finder = createRestorer(options.carried, 'call', { onRestored: (placeholder) => void this.kept.add(placeholder) });
    this.watch = (this.kind === 'edit' || this.kind === 'read') && options.shape === 'json' ? new PathWatch() : undefined;
    this.state =
      this.kind === 'patch' ? 'restoring' : this.watch || this.kind === 'command' || this.kind === 'script' ? 'waiting' : 'keeping';
    if (this.state === 'keeping') this.reach = judged(options.tool);
  }

  get holds(): boolean {
    return this.state === 'waiting' ? this.sent < this.seen.length : (this.restorer?.holds ?? false);
  }

  push(piece: string): string {
    this.noteStrange(piece);
    switch (this.state) {
      case 'waiting':
        return this.wait(piece);
      case 'restoring':
        return this.watch ? this.restoreWatched(piece) : this.put(piece);
      case 'keeping':
        this.finder.push(piece);
        return piece;
      case 'cut':
        return '';
    }
  }

  /** What is still held back, because the call is complete. */
  flush(): string {
    if (this.state !== 'waiting') return this.restorer?.flush() ?? '';
    const { tool, shape, carried, onRestored, windows } = this.options;
    const { text, outcome } =
      shape === 'json'
        ? restoreCall(tool, this.seen, carried, onRestored, windows)
        : restoreScript(tool, this.seen, carried, onRestored, windows);
    this.reach = outcome.reach;
    for (const placeholder of outcome.kept) this.kept.add(placeholder);
    // Nothing is to come; if something does, it has not been judged.
    this.state = 'keeping';
    const rest = text.slice(this.sent);
    this.seen = '';
    return rest;
  }

  /** What became of the placeholders, once the call is complete. */
  get outcome(): CallOutcome {
    const strange = writesFiles(this.kind) ? [...this.strange] : [];
    return { tool: this.options.tool, reach: this.reach, kept: [...this.kept], strange };
  }

  private wait(piece: string): string {
    const from = this.seen.length;
    this.seen += piece;
    if (this.watch) {
      const { at, remote } = this.watch.read(this.seen, from);
      if (remote) return this.keep({ reach: 'network', why: 'the file is not on this machine' });
      if (this.watch.local) return this.startRestoring(at);
    }
    if (this.seen.length > LONGEST) return this.keep({ reach: 'unknown', why: 'the call is too long to be judged as a whole' });
    const next = nextPlaceholder(this.seen, this.sent, this.options.carried, 'call');
    const until = next?.start ?? this.seen.length;
    const out = this.seen.slice(this.sent, until);
    this.sent = until;
    return out;
  }

  private startRestoring(readTo: number): string {
    const { seen, sent } = this;
    this.state = 'restoring';
    this.seen = '';
    return this.put(seen.slice(sent, Math.max(sent, readTo))) + this.restoreWatched(seen.slice(Math.max(sent, readTo)));
  }

  /**
   * A second path, on another machine, stops the restoring. Where a value has gone out already, it ends the call in the middle: its
   * client cannot read it then, and does nothing.
   */
  private restoreWatched(piece: string): string {
    const { remote, at } = this.watch!.read(piece, 0);
    if (!remote) return this.put(piece);
    this.reach = { reach: 'network', why: 'the file is not on this machine' };
    const out = this.put(piece.slice(0, at - 1)) + (this.restorer?.flush() ?? '');
    this.state = this.hasRestored ? 'cut' : 'keeping';
    return this.hasRestored ? out : out + this.push(piece.slice(at - 1));
  }

  private put(piece: string): string {
    const { carried, onRestored, shape } = this.options;
    this.restorer ??= createRestorer(carried, 'call', {
      ...(shape === 'json' ? { spell: jsonSpelling } : {}),
      onRestored: (placeholder) => {
        this.hasRestored = true;
        onRestored?.(placeholder, carried.get(placeholder)!);
      },
    });
    return this.restorer.push(piece);
  }

  private keep(reach: Reach): string {
    const rest = this.seen.slice(this.sent);
    this.finder.push(this.seen);
    this.seen = '';
    this.state = 'keeping';
    this.reach = reach;
    return rest;
  }

  /** Placeholders that this request did not carry: a tool for files would write them as they are. */
  private noteStrange(piece: string): void {
    const text = this.tail + piece;
    for (const placeholder of strangeIn(text, this.options.carried)) this.strange.add(placeholder);
    this.tail = text.slice(-64);
  }
}

/** Longer commands are not held back: a million UTF-16 units. */
const LONGEST = 1_000_000;

function judged(tool: string): Reach {
  return kindOfTool(tool) === 'network'
    ? { reach: 'network', why: 'the tool reaches a network' }
    : { reach: 'unknown', why: 'Cordon does not know the tool' };
}
