import { basename, dirname, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { type ParseContext, parsePolicy } from '../../core/policy/parse.ts';
import type { PolicyProblem } from '../../core/policy/policy.ts';
import type { App } from '../app.ts';
import { POLICY_FILE } from '../../node/policyStore.ts';
import { toRange } from '../convert.ts';
import { today } from '../policies.ts';

/** After the last keystroke, ms. */
const DEBOUNCE = 150;

/** Faults of classification files at their lines, as they are typed, and what holds while there are some. */
export function policyDiagnostics(app: App): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('cordon-classification');
  const waiting = new Map<string, NodeJS.Timeout>();

  const check = (document: vscode.TextDocument): void => {
    const { problems } = parsePolicy(document.getText(), '.cordon.yaml', undefined, contextOf(app, document.uri));
    collection.set(
      document.uri,
      problems.map((problem) => toDiagnostic(document, problem)),
    );
  };
  const schedule = (document: vscode.TextDocument, delay: number): void => {
    if (!isClassificationFile(document)) return;
    const key = document.uri.toString();
    clearTimeout(waiting.get(key));
    const timer = setTimeout(() => {
      waiting.delete(key);
      if (!document.isClosed) app.guarded('classification file', () => check(document));
    }, delay);
    waiting.set(key, timer);
  };

  vscode.workspace.textDocuments.forEach((document) => schedule(document, DEBOUNCE));
  return vscode.Disposable.from(
    collection,
    vscode.workspace.onDidOpenTextDocument((document) => schedule(document, 0)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => schedule(document, DEBOUNCE)),
    vscode.workspace.onDidCloseTextDocument((document) => {
      // Of a file that is in force the faults stay visible; `tellOfBroken` publishes them by what is on the disk.
      if (isClassificationFile(document)) collection.delete(document.uri);
    }),
    { dispose: () => waiting.forEach((timer) => clearTimeout(timer)) },
  );
}

/** What the file stands upon, so that names of the root file and its base are known here too. */
function contextOf(app: App, uri: vscode.Uri): ParseContext {
  const own = app.policies.states().find(({ folder }) => uri.fsPath.startsWith(folder + sep));
  const folder = own ? relative(own.folder, dirname(uri.fsPath)).split(sep).join('/') : '';
  const above =
    own && (folder === '' || own.policy === 'blocked' ? own.bounds.findLast((bound) => bound.folder === undefined) : own.policy);
  return {
    today: today(),
    tryPatterns: vscode.workspace.isTrusted,
    ...(above && { inherited: above }),
    ...(folder !== '' && basename(uri.fsPath) === POLICY_FILE && { folder }),
  };
}

export const isClassificationFile = (document: vscode.TextDocument): boolean =>
  document.languageId === 'cordon-classification' || /(?:^|\/)\.cordon\.yaml$/.test(document.uri.path);

function toDiagnostic(document: vscode.TextDocument, problem: PolicyProblem): vscode.Diagnostic {
  const range = toRange(document, problem);
  const severity = problem.severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
  // An empty range shows nothing to hover over; the line's text is where the reader looks.
  const diagnostic = new vscode.Diagnostic(range.isEmpty ? document.lineAt(range.start.line).range : range, problem.message, severity);
  diagnostic.source = 'Cordon';
  return diagnostic;
}
