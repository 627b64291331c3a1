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
      const title = byValue(finding)
        ? vscode.l10n.t('Allow this value … (reason and last day, in .cordon.yaml)')
        : vscode.l10n.t('Allow {0} in this file … (reason and last day, in .cordon.yaml)', app.world.titleOf(finding.detector));
      const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      action.command = {
        command: '_cordon.allow',
        title: vscode.l10n.t('Allow'),
        arguments: [document.uri.toString(), finding.start, finding.detector],
      };
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
    return void vscode.window.showWarningMessage(
      vscode.l10n.t('Cordon: {0} has an error, so no exception was written into it. Mend it first.', name),
    );
  if (!(await replacePolicyFile(file, policy, after))) return;
  app.policies.reload();
  const held = (await app.findings.of(document))?.some((each) => each.start === start && each.detector === detector);
  const allowed =
    until === undefined
      ? vscode.l10n.t('Cordon: allowed by an exception in {0}.', name)
      : vscode.l10n.t('Cordon: allowed until {0}, by an exception in {1}.', until, name);
  if (!held) return void vscode.window.setStatusBarMessage(allowed, 5000);
  void vscode.window.showWarningMessage(
    vscode.l10n.t(
      'Cordon: the exception stands in {0}, but it does not count yet: what a classification file opens counts only once you have approved it (Cordon: Review What the Classification File Opens).',
      name,
    ),
  );
}

async function ask(title: string): Promise<Given | undefined> {
  const reason = await vscode.window.showInputBox({
    title: vscode.l10n.t('Cordon: allow {0}', title),
    prompt: vscode.l10n.t('Why may it stay? Reviewers read this in .cordon.yaml. Do not write the value itself.'),
    placeHolder: vscode.l10n.t('a key of the test environment that opens nothing'),
    validateInput: (text) => (text.trim() === '' ? vscode.l10n.t('A reason is needed.') : undefined),
  });
  if (reason === undefined) return undefined;
  const terms = [
    { label: vscode.l10n.t('30 days'), days: 30 },
    { label: vscode.l10n.t('7 days'), days: 7 },
    { label: vscode.l10n.t('90 days'), days: 90 },
    { label: vscode.l10n.t('1 year'), days: 365 },
    { label: vscode.l10n.t('No end'), days: undefined },
  ].map((term) => ({
    ...term,
    description: term.days === undefined ? vscode.l10n.t('until somebody removes it') : vscode.l10n.t('until {0}', after(term.days)),
  }));
  const picked = await vscode.window.showQuickPick(terms, { title: vscode.l10n.t('Cordon: allow {0} for how long?', title) });
  return picked && { reason: reason.trim(), ...(picked.days !== undefined && { until: after(picked.days) }) };
}

/** The day so many days from today, where the user is. */
const after = (days: number): string => new Date(Date.parse(today()) + days * 86_400_000).toISOString().slice(0, 10);

/** 16 random bytes as hex digits. */
const newSalt = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
