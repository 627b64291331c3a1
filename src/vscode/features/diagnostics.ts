import * as vscode from 'vscode';
import type { Finding } from '../../core/finding.ts';
import { type Ignored, ignoredByComments } from '../../core/ignoreComments.ts';
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
  const scheduleAll = (delay: number): void => {
    // What the user looks at comes first: timers of one delay run in the order in which they were set.
    const visible = new Set(vscode.window.visibleTextEditors.map(({ document }) => document));
    const rest = vscode.workspace.textDocuments.filter((document) => !visible.has(document));
    for (const document of [...visible, ...rest]) schedule(document, delay);
  };
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
    const ignored = shown.length > 0 ? ignoredByComments(document.getText(), shown) : undefined;
    const diagnostics = shown.map((finding) => toDiagnostic(app, document, finding, ignored?.get(finding)));
    relate(document, diagnostics);
    collection.set(document.uri, diagnostics);
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

/** The most places of one value that its mark names. */
const MOST_RELATED = 5;

/** Says at each mark where else in the document the same value stands. */
function relate(document: vscode.TextDocument, diagnostics: readonly vscode.Diagnostic[]): void {
  const byValue = new Map<string, vscode.Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const value = document.getText(diagnostic.range);
    const same = byValue.get(value);
    if (same) same.push(diagnostic);
    else byValue.set(value, [diagnostic]);
  }
  const message = vscode.l10n.t('The same value stands here too.');
  for (const same of byValue.values()) {
    if (same.length === 1) continue;
    for (const diagnostic of same)
      diagnostic.relatedInformation = same
        .filter((each) => each !== diagnostic)
        .slice(0, MOST_RELATED)
        .map(({ range }) => new vscode.DiagnosticRelatedInformation(new vscode.Location(document.uri, range), message));
  }
}

function toDiagnostic(app: App, document: vscode.TextDocument, finding: Finding, ignored: Ignored | undefined): vscode.Diagnostic {
  const detector = app.scanner().detector(finding.detector);
  const title = detector?.title ?? finding.detector;
  const message = ignored
    ? vscode.l10n.t('{0}. A comment says that it may stand here: {1} What goes out is redacted all the same.', title, ignored.reason)
    : detector?.why
      ? `${title}. ${detector.why}`
      : title;
  const severity = ignored ? vscode.DiagnosticSeverity.Hint : toSeverity(finding);
  const diagnostic = new vscode.Diagnostic(toRange(document, finding), message, severity);
  diagnostic.source = 'Cordon';
  diagnostic.code = detector?.published ? { value: finding.detector, target: vscode.Uri.parse(detector.published) } : finding.detector;
  return diagnostic;
}
