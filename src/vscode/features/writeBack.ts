import * as vscode from 'vscode';
import { findPlaceholders, type StandingPlaceholder } from '../../core/placeholder.ts';
import type { App } from '../app.ts';
import { isOwn, toRange } from '../convert.ts';
import { isOnPurpose, keepOnPurpose, restorationEdit } from '../redactDocument.ts';

/** After the last change, ms. */
const DEBOUNCE = 250;
const LONGEST = 1_000_000;

/**
 * Catches placeholders that would be saved instead of values: an assistant wrote them, and nothing put the values back. What the user
 * had redacted is not meant.
 */
export function writeBack(app: App): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('cordon-placeholders');
  const waiting = new Map<vscode.TextDocument, NodeJS.Timeout>();
  const publish = (document: vscode.TextDocument): void => {
    waiting.delete(document);
    if (document.isClosed) return;
    collection.set(
      document.uri,
      strayIn(app, document).map((each) => toDiagnostic(document, each)),
    );
  };
  const schedule = (document: vscode.TextDocument): void => {
    clearTimeout(waiting.get(document));
    const timer = setTimeout(() => app.guarded('write-back guard', () => publish(document)), DEBOUNCE);
    waiting.set(document, timer);
  };
  const scheduleAll = (): void => vscode.workspace.textDocuments.forEach(schedule);

  scheduleAll();
  return vscode.Disposable.from(
    collection,
    vscode.workspace.onDidOpenTextDocument(schedule),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) schedule(document);
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      clearTimeout(waiting.get(document));
      waiting.delete(document);
      collection.delete(document.uri);
    }),
    vscode.workspace.onDidSaveTextDocument((document) =>
      app.guarded('write-back guard', () => warn(app, document, () => schedule(document))),
    ),
    // What the vault learns later may stand in an open document already.
    app.session.onDidChange(scheduleAll),
    { dispose: () => waiting.forEach((timer) => clearTimeout(timer)) },
  );
}

/** The placeholders of a document whose values are known and ought to stand there. */
function strayIn(app: App, document: vscode.TextDocument): StandingPlaceholder[] {
  if (!isOwn(document.uri)) return [];
  const text = document.getText();
  if (text.length > LONGEST) return [];
  return findPlaceholders(text, app.world.vault).filter(
    ({ placeholder, value }) => value !== undefined && !isOnPurpose(document, placeholder),
  );
}

function toDiagnostic(document: vscode.TextDocument, each: StandingPlaceholder): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    toRange(document, each),
    vscode.l10n.t('A placeholder of Cordon stands here instead of the value. Restore it before the file is used, or the value is missing.'),
    vscode.DiagnosticSeverity.Warning,
  );
  diagnostic.source = 'Cordon';
  diagnostic.code = 'placeholder';
  return diagnostic;
}

async function warn(app: App, document: vscode.TextDocument, again: () => void): Promise<void> {
  const stray = strayIn(app, document);
  if (stray.length === 0) return;
  // Asked once; the diagnostics stay until the answer is there.
  const names = new Set(stray.map(({ placeholder }) => placeholder));
  const before = asked.get(document);
  if (before && [...names].every((name) => before.has(name))) return;
  asked.set(document, names);
  const name = document.uri.path.split('/').at(-1) ?? '';
  const [restore, keep] = [vscode.l10n.t('Restore and Save'), vscode.l10n.t('Keep')];
  const message =
    stray.length === 1
      ? vscode.l10n.t('{0} was saved with a placeholder of Cordon instead of the value.', name)
      : vscode.l10n.t('{0} was saved with {1} placeholders of Cordon instead of the values.', name, stray.length);
  const picked = await vscode.window.showWarningMessage(message, restore, keep);
  if (picked === keep) {
    keepOnPurpose(document, names);
    again();
  }
  if (picked !== restore) return;
  await vscode.workspace.applyEdit(restorationEdit(document, strayIn(app, document)).edit);
  await document.save();
}

const asked = new WeakMap<vscode.TextDocument, ReadonlySet<string>>();
