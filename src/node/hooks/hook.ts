import type { Place } from '../clients/client.ts';
import type { FileEdit } from '../clients/edits/fileEdit.ts';

/** What an agent asks about, whatever its own words are. */
export type HookEvent =
  /** The user is about to send this. */
  | { readonly kind: 'prompt'; readonly text: string }
  /** A tool is about to run. */
  | { readonly kind: 'call'; readonly tool: string; readonly input: unknown }
  /** A tool has run, and this is what the model would be given. */
  | { readonly kind: 'result'; readonly tool: string; readonly input: unknown; readonly output: unknown }
  /** None of Cordon's business. */
  | { readonly kind: 'other' };

export interface HookInput {
  readonly event: HookEvent;
  /** The agent's own name for the event, for answers that repeat it. */
  readonly name: string;
  /** The folder the agent works in. */
  readonly cwd: string;
  /** Where the text would go, by the policy's name. Default: the agent's own provider. */
  readonly provider?: string;
}

export type HookVerdict =
  | { readonly kind: 'pass' }
  /** `reason` is for the user and the model: what happened, why, and the way out. */
  | { readonly kind: 'block'; readonly reason: string }
  /** A person should say. Agents that cannot ask refuse. */
  | { readonly kind: 'ask'; readonly reason: string }
  /** The same text or output with placeholders; for agents that cannot take it, `reason` says why they refuse. */
  | { readonly kind: 'rewrite'; readonly value: unknown; readonly reason: string };

/** What the process writes and how it ends. */
export interface HookAnswer {
  readonly stdout?: string;
  readonly stderr?: string;
  readonly code: 0 | 2;
}

/** An agent that asks programs before it acts. One file each: its words on stdin, ours on stdout. */
export interface HookAgent {
  readonly name: string;
  readonly title: string;
  /** The provider its text goes to, as classification files name it. */
  readonly provider: string;
  /** Reads what the agent wrote on stdin. Throws `BadHookInput`. */
  read(stdin: Readonly<Record<string, unknown>>): HookInput;
  answer(verdict: HookVerdict, input: HookInput): HookAnswer;
  /** Whether its requests pass the gateway already, which redacts in a way that can be undone. */
  readonly guarded?: (place: Place) => boolean;
  /** The entries that make it ask. `command` is what runs `cordon hook <agent>`. */
  install(place: Place, command: readonly string[]): readonly FileEdit[];
  /** Further entries that need the files as `install` leaves them; undefined in their place: the entries are to be taken back. */
  readonly trust?: (place: Place, after: string | undefined) => Promise<{ readonly edits: readonly FileEdit[]; readonly problem?: string }>;
  /** What the user should know, each a sentence. */
  readonly notes?: readonly string[];
}

/** What stands on stdin is not what this agent writes. The message quotes nothing of it. */
export class BadHookInput extends Error {}

/** A field of a hook's input that must be a text. */
export function textField(stdin: Readonly<Record<string, unknown>>, ...names: readonly string[]): string {
  for (const name of names) {
    const value = stdin[name];
    if (typeof value === 'string') return value;
  }
  throw new BadHookInput(`\`${names[0]}\` is missing or no text`);
}

/** The folder the agent says it works in, else this process's. */
export const cwdOf = (stdin: Readonly<Record<string, unknown>>): string =>
  typeof stdin['cwd'] === 'string' ? stdin['cwd'] : process.cwd();

/** One line of JSON on stdout. */
export const json = (value: object): HookAnswer => ({ stdout: `${JSON.stringify(value)}\n`, code: 0 });

export const NOTHING: HookAnswer = { code: 0 };

/** A command line for a shell. */
export const quoted = (command: readonly string[], platform: NodeJS.Platform = process.platform): string =>
  command
    .map((word) => {
      if (/^[\w@%+=:,./-]+$/.test(word)) return word;
      return platform === 'win32' ? `"${word.replaceAll('"', '\\"')}"` : `'${word.replaceAll("'", `'\\''`)}'`;
    })
    .join(' ');
