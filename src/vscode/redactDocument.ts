import * as vscode from 'vscode';
import type { Finding } from '../core/finding.ts';
import { placeholderPattern } from '../core/placeholder.ts';
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
  const edit = new vscode.WorkspaceEdit();
  for (const replacement of redaction.replacements) edit.replace(document.uri, toRange(document, replacement), replacement.placeholder);
  return { edit, places: redaction.replacements.length };
}

export interface KnownPlaceholder {
  readonly placeholder: string;
  readonly start: number;
  readonly end: number;
  /** Undefined: this window never gave it out. */
  readonly value: string | undefined;
}

/** The placeholders of a text, in its order. */
export function placeholdersIn(world: World, text: string): KnownPlaceholder[] {
  return [...text.matchAll(placeholderPattern())].map((match) => ({
    placeholder: match[0],
    start: match.index,
    end: match.index + match[0].length,
    value: world.vault.get(match[0]),
  }));
}

/** Puts the real values back where placeholders stand; those this window does not know stay. */
export function restorationEdit(document: vscode.TextDocument, placeholders: readonly KnownPlaceholder[]): DocumentEdit {
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
