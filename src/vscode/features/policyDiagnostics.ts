import * as vscode from 'vscode';
import { type Advice, adviceOn } from '../../core/policy/advice.ts';
import type { PolicyProblem } from '../../core/policy/policy.ts';
import type { App } from '../app.ts';
import { toRange } from '../convert.ts';
import { MINDS_NO_CASE } from '../policies.ts';
import { isClassificationFile, isReadByYamlExtension, type PolicyDocument, readPolicyDocument } from '../policyDocument.ts';

/** After the last keystroke, ms. */
const DEBOUNCE = 150;
/** After that, ms: what rules do among the files is no fault, and nobody wants to be told in the middle of a word. */
const ADVICE_DEBOUNCE = 700;

/** Faults of classification files at their lines, as they are typed, and rules that do nothing or open keys. */
export function policyDiagnostics(app: App): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('cordon-classification');
  const waiting = new Map<string, NodeJS.Timeout>();

  const check = (document: vscode.TextDocument): void => {
    const read = readPolicyDocument(app, document);
    const said = isReadByYamlExtension(document) ? read.problems.filter(({ structural }) => !structural) : read.problems;
    const faults = said.map((problem) => toDiagnostic(document, problem));
    collection.set(document.uri, faults);
    if (read.policy) later(document, ADVICE_DEBOUNCE, () => void app.attempt('classification file', () => advise(document, read, faults)));
  };
  const advise = async (document: vscode.TextDocument, read: PolicyDocument, faults: readonly vscode.Diagnostic[]): Promise<void> => {
    const { version } = document;
    const advice = await adviceFor(app, document, read);
    if (!document.isClosed && document.version === version) collection.set(document.uri, [...faults, ...advice]);
  };
  const later = (document: vscode.TextDocument, delay: number, work: () => void): void => {
    const key = document.uri.toString();
    clearTimeout(waiting.get(key));
    const timer = setTimeout(() => {
      waiting.delete(key);
      if (!document.isClosed) app.guarded('classification file', work);
    }, delay);
    waiting.set(key, timer);
  };
  const schedule = (document: vscode.TextDocument, delay: number): void => {
    if (isClassificationFile(document)) later(document, delay, () => check(document));
  };
  const all = (): void => vscode.workspace.textDocuments.forEach((document) => schedule(document, DEBOUNCE));

  all();
  return vscode.Disposable.from(
    collection,
    app.policies.onDidChange(all),
    app.files.onDidChange(all),
    vscode.workspace.onDidOpenTextDocument((document) => schedule(document, 0)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => schedule(document, DEBOUNCE)),
    vscode.workspace.onDidCloseTextDocument((document) => {
      // Of a file that is in force the faults stay visible; `tellOfBroken` publishes them by what is on the disk.
      if (isClassificationFile(document)) collection.delete(document.uri);
    }),
    { dispose: () => waiting.forEach((timer) => clearTimeout(timer)) },
  );
}

function toDiagnostic(document: vscode.TextDocument, problem: PolicyProblem): vscode.Diagnostic {
  const range = toRange(document, problem);
  const severity = problem.severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
  // An empty range shows nothing to hover over; the line's text is where the reader looks.
  const diagnostic = new vscode.Diagnostic(range.isEmpty ? document.lineAt(range.start.line).range : range, problem.message, severity);
  diagnostic.source = 'Cordon';
  return diagnostic;
}

async function adviceFor(app: App, document: vscode.TextDocument, { policy, state, folder }: PolicyDocument): Promise<vscode.Diagnostic[]> {
  const own = vscode.workspace.getWorkspaceFolder(document.uri);
  if (!policy || !own) return [];
  const bounds = state?.bounds ?? [];
  const paths = await app.files.of(own);
  const advice = adviceOn({ root: own.uri.fsPath, policy, bounds }, paths, { caseInsensitive: MINDS_NO_CASE });
  // What lies around a nested file is not its own, and a base has no files to speak of.
  const speaks = ({ kind, source }: Advice): boolean => source.file !== 'built-in' && (folder === '' || kind !== 'open-key-material');
  return advice.filter(speaks).map((each) => adviceDiagnostic(document, each));
}

function adviceDiagnostic(document: vscode.TextDocument, { kind, message, source }: Advice): vscode.Diagnostic {
  const line = document.lineAt(Math.min(document.lineCount, source.line) - 1);
  const begin = line.firstNonWhitespaceCharacterIndex + (/^\s*- +/.exec(line.text) ? 2 : 0);
  const range = new vscode.Range(line.lineNumber, begin, line.lineNumber, line.text.trimEnd().length);
  // A rule may be written for files to come.
  const severity = kind === 'matches-nothing' ? vscode.DiagnosticSeverity.Information : vscode.DiagnosticSeverity.Warning;
  const diagnostic = new vscode.Diagnostic(range, message, severity);
  diagnostic.source = 'Cordon';
  diagnostic.code = kind;
  if (kind !== 'open-key-material') diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
  return diagnostic;
}
