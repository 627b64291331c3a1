import * as vscode from 'vscode';
import { entryAt, moveToEnd, removeEntry, type TextChange } from '../../core/policy/language/edits.ts';
import { suggestedBy } from '../../core/policy/suggest.ts';
import type { App } from '../app.ts';
import { toRange } from '../convert.ts';
import { POLICY_SELECTOR } from '../policyDocument.ts';

/** Light bulbs at the faults of a classification file: the nearest name, a rule away or elsewhere, an exception that is over away. */
export function policyFixes(app: App): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    provideCodeActions: (document, _range, { diagnostics }) =>
      app.attempt('classification file', async () =>
        diagnostics.filter(({ source }) => source === 'Cordon').flatMap((diagnostic) => fixesOf(document, diagnostic)),
      ),
  };
  return vscode.languages.registerCodeActionsProvider(POLICY_SELECTOR, provider, {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  });
}

function fixesOf(document: vscode.TextDocument, diagnostic: vscode.Diagnostic): vscode.CodeAction[] {
  const { message, range, code } = diagnostic;
  const nearest = suggestedBy(message);
  if (nearest !== undefined)
    return [fix(document, diagnostic, vscode.l10n.t('Change to {0}', `\`${nearest}\``), nearestChange(document, range, nearest), true)];
  const source = document.getText();
  const offset = document.offsetAt(range.start);
  const exception = /^this exception ended/.test(message) ? entryAt(source, 'exceptions', offset) : undefined;
  if (exception !== undefined)
    return some(document, diagnostic, vscode.l10n.t('Remove the exception that is over'), removeEntry(source, 'exceptions', exception));
  const rule = code === 'shadowed' || code === 'matches-nothing' ? entryAt(source, 'files', offset) : undefined;
  if (rule === undefined) return [];
  const moved = code === 'shadowed' ? moveToEnd(source, rule) : undefined;
  return [
    ...(moved ? [fix(document, diagnostic, vscode.l10n.t('Move the rule to the end, where it wins'), moved, true)] : []),
    ...some(document, diagnostic, vscode.l10n.t('Remove the rule'), removeEntry(source, 'files', rule)),
  ];
}

/** The word that is underlined, with its quotes kept. */
function nearestChange(document: vscode.TextDocument, range: vscode.Range, nearest: string): TextChange[] {
  const text = document.getText(range);
  const quoted = /^(["']).*\1$/.test(text) ? 1 : 0;
  return [{ start: document.offsetAt(range.start) + quoted, end: document.offsetAt(range.end) - quoted, text: nearest }];
}

const some = (
  document: vscode.TextDocument,
  diagnostic: vscode.Diagnostic,
  title: string,
  change: TextChange | undefined,
): vscode.CodeAction[] => (change ? [fix(document, diagnostic, title, [change])] : []);

function fix(
  document: vscode.TextDocument,
  diagnostic: vscode.Diagnostic,
  title: string,
  changes: readonly TextChange[],
  preferred = false,
): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  for (const change of changes) action.edit.replace(document.uri, toRange(document, change), change.text);
  action.diagnostics = [diagnostic];
  action.isPreferred = preferred;
  return action;
}
