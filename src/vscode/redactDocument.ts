import * as vscode from 'vscode';
import type { Finding } from '../core/finding.ts';
import type { StandingPlaceholder } from '../core/placeholder.ts';
import { redact } from '../core/redact.ts';
import type { World } from '../core/guard/world.ts';
import { toRange } from './convert.ts';

export interface DocumentEdit {
  /** One edit, so that one undo takes it back. */
  readonly edit: vscode.WorkspaceEdit;
  /** How many places it changes. */
  readonly places: number;
}

/**
 * Replaces findings of a document by placeholders. The vault knows the values before this returns, so that nothing is lost
 * whatever becomes of the edit. Throws `PlaceholderConflict`.
 */
export function redactionEdit(world: World, document: vscode.TextDocument, findings: readonly Finding[]): DocumentEdit {
  const text = document.getText();
  const redaction = redact(text, findings, {
    name: world.name,
    typeOf: world.typeOf,
    // A placeholder that stands for this very value may be used again; `put` below refuses one that stands for another.
    taken: (placeholder) => text.includes(placeholder) && world.vault.get(placeholder) === undefined,
  });
  for (const [placeholder, value] of redaction.entries) world.vault.put(placeholder, value);
  keepOnPurpose(document, redaction.entries.keys());
  const edit = new vscode.WorkspaceEdit();
  for (const replacement of redaction.replacements) edit.replace(document.uri, toRange(document, replacement), replacement.placeholder);
  return { edit, places: redaction.replacements.length };
}

/** Document → the placeholders that its user had put into it; nobody needs to be warned of them. */
const onPurpose = new WeakMap<vscode.TextDocument, Set<string>>();

/** Whether this window's user had this value of the document replaced. */
export const isOnPurpose = (document: vscode.TextDocument, placeholder: string): boolean =>
  onPurpose.get(document)?.has(placeholder) ?? false;

/** Remembers that the user wants these placeholders where they are. */
export function keepOnPurpose(document: vscode.TextDocument, placeholders: Iterable<string>): void {
  onPurpose.set(document, new Set([...(onPurpose.get(document) ?? []), ...placeholders]));
}

/** Puts the real values back where placeholders stand; those this window does not know stay. */
export function restorationEdit(document: vscode.TextDocument, placeholders: readonly StandingPlaceholder[]): DocumentEdit {
  const edit = new vscode.WorkspaceEdit();
  let places = 0;
  for (const each of placeholders) {
    if (each.value === undefined) continue;
    edit.replace(document.uri, toRange(document, each), each.value);
    places++;
  }
  return { edit, places };
}

/** `AKIA••••••••`: enough to tell two values apart, and nothing somebody who looks on could use. */
export function mask(value: string): string {
  const shown = value.length >= 20 ? 4 : value.length >= 10 ? 2 : 0;
  const head = /^[A-Za-z0-9_-]*/.exec(value.slice(0, shown))?.[0] ?? '';
  return `${head}${'•'.repeat(8)}`;
}
