import * as vscode from 'vscode';
import type { Action, Source, Surface } from '../core/policy/policy.ts';

/** One thing Cordon did in this window, as the status bar shows it. Never a value. */
export interface Kept {
  /** ms since the epoch. */
  readonly time: number;
  readonly surface: Surface;
  readonly provider: string;
  readonly action: Action;
  readonly tier: string;
  /** Titles of the detectors that acted, with counts. */
  readonly what: string;
  /** The detectors themselves. */
  readonly detectors: readonly { readonly id: string; readonly count: number }[];
  /** The file it was about, relative to its workspace folder, where that is known. */
  readonly path?: string;
  /** How many values. */
  readonly values: number;
  readonly reason?: string;
  readonly source?: Source;
  /** The user went ahead against advice. */
  readonly override?: string;
}

/** What happened in this window since it opened. */
export interface Session extends vscode.Disposable {
  /** The latest last; at most 200. */
  readonly kept: readonly Kept[];
  /** Values kept back and requests refused. */
  readonly keptBack: number;
  /** The providers to which a request has passed the guard, or was refused by it. */
  readonly seen: ReadonlySet<string>;
  /** Why the last completion in the present file was refused. */
  readonly noCompletions: string | undefined;
  readonly onDidChange: vscode.Event<void>;
  see(provider: string): void;
  add(kept: Kept): void;
  /** Says why, for the latest entry of this provider and action that has no reason yet: events themselves hold no sentences. */
  explain(provider: string, action: Action, why: Why): void;
  /** Completions are refused in silence, many a minute: only the status bar says so, until another file is looked at (undefined). */
  setNoCompletions(reason: string | undefined): void;
}

export interface Why {
  readonly reason: string;
  readonly source?: Source;
}

const REMEMBERED = 200;

export function createSession(): Session {
  const changed = new vscode.EventEmitter<void>();
  const kept: Kept[] = [];
  const seen = new Set<string>();
  let keptBack = 0;
  let noCompletions: string | undefined;
  return {
    kept,
    seen,
    see(provider) {
      if (seen.has(provider)) return;
      seen.add(provider);
      changed.fire();
    },
    get keptBack() {
      return keptBack;
    },
    get noCompletions() {
      return noCompletions;
    },
    onDidChange: changed.event,
    setNoCompletions(reason) {
      if (reason === noCompletions) return;
      noCompletions = reason;
      changed.fire();
    },
    add(entry) {
      kept.push(entry);
      if (kept.length > REMEMBERED) kept.shift();
      if (entry.action === 'redact') keptBack += Math.max(1, entry.values);
      if (entry.action === 'block') keptBack += 1;
      changed.fire();
    },
    explain(provider, action, { reason, source }) {
      const at = kept.findLastIndex((entry) => entry.provider === provider && entry.action === action && entry.reason === undefined);
      const entry = kept[at];
      if (!entry) return;
      kept[at] = { ...entry, reason, ...(source && { source }) };
      changed.fire();
    },
    dispose: () => changed.dispose(),
  };
}
