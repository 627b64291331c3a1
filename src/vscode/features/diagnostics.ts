import * as vscode from 'vscode';
import type { Finding } from '../../core/finding.ts';
import type { App } from '../app.ts';
import { isOwn, toRange, toSeverity } from '../convert.ts';

/** After the last keystroke, ms: what was found around the edits is shown, and after a longer rest the whole document is scanned. */
const DEBOUNCE = 150;
const REST = 500;
/** After activation, ms: other extensions start at the same moment. */
const FIRST_SCAN = 300;
/** More marks in one document help nobody and slow the editor. */
const MOST = 1000;

/** Marks what is found in open documents, each exactly at its value and none showing it. */
export function diagnostics(app: App): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('cordon');
  const waiting = new Map<vscode.TextDocument, NodeJS.Timeout>();

  const schedule = (document: vscode.TextDocument, delay: number): void => {
    if (!app.settings.current.diagnostics.enabled || !isOwn(document.uri)) return;
    clearTimeout(waiting.get(document));
    const timer = setTimeout(() => {
      waiting.delete(document);
      if (document.isClosed) return;
      if (delay === DEBOUNCE && app.findings.known(document)) {
        publish(document);
        schedule(document, REST);
      } else app.guarded('diagnostics', () => app.findings.of(document));
    }, delay);
    waiting.set(document, timer);
  };
  const scheduleAll = (delay: number): void => vscode.workspace.textDocuments.forEach((document) => schedule(document, delay));
  const forget = (document: vscode.TextDocument): void => {
    clearTimeout(waiting.get(document));
    waiting.delete(document);
    collection.delete(document.uri);
  };
  const publish = (document: vscode.TextDocument): void => {
    const findings = app.findings.known(document);
    const { enabled, hints } = app.settings.current.diagnostics;
    if (!findings || !enabled || !isOwn(document.uri)) return;
    const shown = findings.filter((finding) => hints || finding.confidence !== 'low').slice(0, MOST);
    collection.set(
      document.uri,
      shown.map((finding) => toDiagnostic(app, document, finding)),
    );
  };
  const again = (): void => {
    app.findings.clear();
    collection.clear();
    scheduleAll(0);
  };

  scheduleAll(FIRST_SCAN);
  return vscode.Disposable.from(
    collection,
    app.findings.onDidChange(publish),
    app.policies.onDidChange(again),
    app.settings.onDidChange(again),
    vscode.workspace.onDidOpenTextDocument((document) => schedule(document, 0)),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) schedule(document, DEBOUNCE);
    }),
    vscode.workspace.onDidCloseTextDocument(forget),
    { dispose: () => waiting.forEach((timer) => clearTimeout(timer)) },
  );
}

function toDiagnostic(app: App, document: vscode.TextDocument, finding: Finding): vscode.Diagnostic {
  const detector = app.scanner().detector(finding.detector);
  const title = detector?.title ?? finding.detector;
  const message = detector?.why ? `${title}. ${detector.why}` : title;
  const diagnostic = new vscode.Diagnostic(toRange(document, finding), message, toSeverity(finding));
  diagnostic.source = 'Cordon';
  diagnostic.code = detector?.published ? { value: finding.detector, target: vscode.Uri.parse(detector.published) } : finding.detector;
  return diagnostic;
}
