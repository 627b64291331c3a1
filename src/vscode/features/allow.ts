import * as vscode from 'vscode';
import { type Finding, acts } from '../../core/finding.ts';
import { globOf } from '../../core/policy/language/edits.ts';
import { type ProposedException, saltOf, withException } from '../../core/policy/exceptionEdit.ts';
import { exceptionMatch } from '../../core/policy/exceptions.ts';
import { hmac } from '../../node/crypto.ts';
import type { App } from '../app.ts';
import { isOwn } from '../convert.ts';
import { today } from '../policies.ts';
import { isThere, nearestPolicyFile, replacePolicyFile } from '../policyFileEdit.ts';

/** Light bulb: what was found may stay, for a reason and until a day, which the classification file remembers. */
export function allow(app: App): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    provideCodeActions(document, range) {
      const finding = isOwn(document.uri) ? findingAt(app, document, range) : undefined;
      if (!finding || vscode.workspace.getWorkspaceFolder(document.uri)?.uri.scheme !== 'file') return [];
      const what = byValue(finding) ? 'this value' : `${app.world.titleOf(finding.detector)} in this file`;
      const action = new vscode.CodeAction(`Allow ${what} … (reason and last day, in .cordon.yaml)`, vscode.CodeActionKind.QuickFix);
      action.command = { command: '_cordon.allow', title: 'Allow', arguments: [document.uri.toString(), finding.start, finding.detector] };
      return [action];
    },
  };
  return vscode.Disposable.from(
    vscode.languages.registerCodeActionsProvider('*', provider, { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] }),
    vscode.commands.registerCommand('_cordon.allow', (uri: string, start: number, detector: string, given?: Given) =>
      app.attempt('exceptions', () => allowAt(app, vscode.Uri.parse(uri), start, detector, given)),
    ),
  );
}

/** What the user is asked for. */
interface Given {
  readonly reason: string;
  /** Last day, YYYY-MM-DD. */
  readonly until?: string;
}

const findingAt = (app: App, document: vscode.TextDocument, range: vscode.Range): Finding | undefined => {
  const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  return (app.findings.known(document) ?? []).find((each) => acts(each) && each.start <= end && each.end >= start);
};

/** Personal data is easily guessed, so a hash of it in a shared file would give it away: its exceptions go by path. */
const byValue = ({ kind }: Finding): boolean => kind === 'secret';

async function allowAt(app: App, uri: vscode.Uri, start: number, detector: string, given: Given | undefined): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const finding = (await app.findings.of(document))?.find((each) => each.start === start && each.detector === detector);
  if (!finding || !folder) return;
  const { reason, until } = given ?? (await ask(app.world.titleOf(detector))) ?? {};
  if (reason === undefined) return;
  const file = await nearestPolicyFile(uri, folder);
  const policy = (await isThere(file)) ? await vscode.workspace.openTextDocument(file) : undefined;
  const source = policy?.getText();
  const salt = saltOf(source ?? '') ?? newSalt();
  const exception: ProposedException = {
    ...(byValue(finding)
      ? { match: exceptionMatch(hmac, salt, document.getText().slice(finding.start, finding.end)) }
      : { path: globOf(uri.path.slice(file.path.lastIndexOf('/') + 1)) }),
    detector,
    reason,
    ...(until !== undefined && { until }),
  };
  const after = withException(source, exception, salt);
  const name = vscode.workspace.asRelativePath(file, false);
  if (after === undefined)
    return void vscode.window.showWarningMessage(`Cordon: ${name} has an error, so no exception was written into it. Mend it first.`);
  if (!(await replacePolicyFile(file, policy, after))) return;
  app.policies.reload();
  const held = (await app.findings.of(document))?.some((each) => each.start === start && each.detector === detector);
  const ends = until === undefined ? '' : ` until ${until}`;
  if (!held) return void vscode.window.setStatusBarMessage(`Cordon: allowed${ends}, by an exception in ${name}.`, 5000);
  void vscode.window.showWarningMessage(
    `Cordon: the exception stands in ${name}, but it does not count yet: what a classification file opens counts only once you have approved it (Cordon: Review What the Classification File Opens).`,
  );
}

async function ask(title: string): Promise<Given | undefined> {
  const reason = await vscode.window.showInputBox({
    title: `Cordon: allow ${title}`,
    prompt: 'Why may it stay? Reviewers read this in .cordon.yaml. Do not write the value itself.',
    placeHolder: 'a key of the test environment that opens nothing',
    validateInput: (text) => (text.trim() === '' ? 'A reason is needed.' : undefined),
  });
  if (reason === undefined) return undefined;
  const terms = [
    { label: '30 days', days: 30 },
    { label: '7 days', days: 7 },
    { label: '90 days', days: 90 },
    { label: '1 year', days: 365 },
    { label: 'No end', days: undefined },
  ].map((term) => ({ ...term, description: term.days === undefined ? 'until somebody removes it' : `until ${after(term.days)}` }));
  const picked = await vscode.window.showQuickPick(terms, { title: `Cordon: allow ${title} for how long?` });
  return picked && { reason: reason.trim(), ...(picked.days !== undefined && { until: after(picked.days) }) };
}

/** The day so many days from today, where the user is. */
const after = (days: number): string => new Date(Date.parse(today()) + days * 86_400_000).toISOString().slice(0, 10);

/** 16 random bytes as hex digits. */
const newSalt = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
