import * as vscode from 'vscode';
import type { World } from '../core/guard/world.ts';
import { referenceEdit, referenceFor, variableFor } from '../core/reference.ts';
import { scanPath } from './convert.ts';
import type { GuardedPaste } from './guardPaste.ts';
import type { Around } from './pastePieces.ts';

/** A paste in which secrets stand as variables of the environment. */
export interface ReferencePaste {
  /** What the text takes the place of: quotes around the cursor go where the reference is an expression. */
  readonly range: vscode.Range;
  readonly text: string;
  readonly variables: readonly string[];
}

/**
 * The text to paste with each secret replaced by a reference in the language of the document, and everything else that was found by
 * its placeholder. Undefined where there is no secret, or the language has no way to say it.
 */
export function pasteAsReference(
  world: World,
  document: vscode.TextDocument,
  around: Around,
  text: string,
  guarded: GuardedPaste,
): ReferencePaste | undefined {
  const { languageId: language } = document;
  const path = scanPath(document.uri);
  const whole = around.before + text + around.after;
  const offset = around.before.length;
  const variables = new Map<string, string>();
  let out = '';
  // In `whole`; a reference may begin before the paste, at a quote, and end after it.
  let from = offset;
  let at = offset;
  for (const replacement of guarded.replacements) {
    const start = offset + replacement.start;
    const end = offset + replacement.end;
    if (replacement.kind !== 'secret') {
      out += whole.slice(at, start) + replacement.placeholder;
      at = end;
      continue;
    }
    const value = whole.slice(start, end);
    const line = whole.slice(whole.lastIndexOf('\n', start - 1) + 1, start);
    const variable = variables.get(value) ?? variableFor(world.typeOf(replacement.detector), line, new Set(variables.values()));
    variables.set(value, variable);
    const input = { text: whole, start, end, language, variable, ...(path !== undefined && { path }) };
    const edit = referenceEdit(input) ?? bare(whole, start, end, referenceFor(language, variable, path));
    if (!edit || (edit.start < at && at !== offset)) return undefined;
    from = Math.min(from, edit.start);
    out += whole.slice(at, Math.max(at, edit.start)) + edit.text;
    at = edit.end;
  }
  if (variables.size === 0) return undefined;
  const pasteEnd = offset + text.length;
  const { start, end } = around.range;
  const range = new vscode.Range(start.translate(0, from - offset), end.translate(0, Math.max(0, at - pasteEnd)));
  return { range, text: out + whole.slice(at, Math.max(at, pasteEnd)), variables: [...variables.values()] };
}

/** A value that no quotes stand around is no literal yet, so the reference may stand in its place; within quotes it would be text. */
function bare(
  whole: string,
  start: number,
  end: number,
  reference: string | undefined,
): { readonly start: number; readonly end: number; readonly text: string } | undefined {
  const lineStart = whole.lastIndexOf('\n', start - 1) + 1;
  return reference === undefined || /["'`]/.test(whole.slice(lineStart, start)) ? undefined : { start, end, text: reference };
}
