import * as vscode from 'vscode';
import type { Finding } from '../../core/finding.ts';
import { describeHidden } from '../../core/hiddenCharacters.ts';
import type { App } from '../app.ts';
import { isOwn, toRange } from '../convert.ts';

/** Hidden characters get their names written beside them, and light bulbs that take them out. */
export function hiddenCharacters(app: App): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const inlays: vscode.InlayHintsProvider = {
    onDidChangeInlayHints: changed.event,
    provideInlayHints: (document, range) => hidden(app, document, range).map((finding) => inlayOf(document, finding)),
  };
  const fixes: vscode.CodeActionProvider = { provideCodeActions: (document, range, context) => removals(app, document, range, context) };
  return vscode.Disposable.from(
    changed,
    app.findings.onDidChange(() => changed.fire()),
    vscode.languages.registerInlayHintsProvider('*', inlays),
    vscode.languages.registerCodeActionsProvider('*', fixes, { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] }),
  );
}

/** Hints too: whoever looks at the character decides whether it belongs there. */
function hidden(app: App, document: vscode.TextDocument, range?: vscode.Range): Finding[] {
  if (!isOwn(document.uri)) return [];
  const [start, end] = range ? [document.offsetAt(range.start), document.offsetAt(range.end)] : [0, Infinity];
  return (app.findings.known(document) ?? []).filter((each) => each.kind === 'injection' && each.start <= end && each.end >= start);
}

function inlayOf(document: vscode.TextDocument, finding: Finding): vscode.InlayHint {
  const range = toRange(document, finding);
  const hint = new vscode.InlayHint(range.start, describeHidden(document.getText(range)));
  hint.tooltip = vscode.l10n.t('Hidden characters stand here. The light bulb takes them out.');
  return hint;
}

function removals(app: App, document: vscode.TextDocument, range: vscode.Range, context: vscode.CodeActionContext): vscode.CodeAction[] {
  const here = hidden(app, document, range);
  if (here.length === 0) return [];
  const all = hidden(app, document);
  const remove = (title: string, which: readonly Finding[]): vscode.CodeAction => {
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.edit = new vscode.WorkspaceEdit();
    for (const finding of which) action.edit.delete(document.uri, toRange(document, finding));
    return action;
  };
  const first = remove(
    vscode.l10n.t(
      'Remove hidden characters here ({0})',
      describeHidden(here.map((each) => document.getText(toRange(document, each))).join('')),
    ),
    here,
  );
  first.diagnostics = context.diagnostics.filter(
    ({ source, range: marked }) => source === 'Cordon' && marked.intersection(range) !== undefined,
  );
  return all.length > here.length
    ? [first, remove(vscode.l10n.t('Remove hidden characters in this file ({0} places)', all.length), all)]
    : [first];
}
