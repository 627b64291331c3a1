import * as vscode from 'vscode';
import { BUILT_IN_POLICY } from '../../core/policy/builtin.ts';
import { classifyIn } from '../../core/policy/language/edits.ts';
import { ACTION_WORDS } from '../../core/policy/language/hover.ts';
import type { PolicyState } from '../../node/policyStore.ts';
import type { App } from '../app.ts';
import { uriOf } from '../convert.ts';
import { openSource } from '../openSource.ts';
import { readPolicyDocument } from '../policyDocument.ts';
import { isThere, nearestPolicyFile, replacePolicyFile } from '../policyFileEdit.ts';
import { tierDetail } from './policyLanguage.ts';

/** "Classify this file as …": the user picks a tier, and the nearest classification file gets the rule. */
export function policyClassify(app: App): vscode.Disposable {
  return vscode.commands.registerCommand('cordon.classifyFile', (uri?: unknown, all?: readonly vscode.Uri[], tier?: string) =>
    app.attempt('classification file', () => classify(app, targets(uri, all), typeof tier === 'string' ? tier : undefined)),
  );
}

/** What was selected in the explorer, else the file in front. */
function targets(uri: unknown, all: unknown): vscode.Uri[] {
  if (Array.isArray(all)) return all.filter((each) => each instanceof vscode.Uri);
  const one = uriOf(uri);
  if (one) return [one];
  const front = vscode.window.activeTextEditor?.document.uri ?? vscode.window.activeNotebookEditor?.notebook.uri;
  return front ? [front] : [];
}

async function classify(app: App, uris: readonly vscode.Uri[], given: string | undefined): Promise<void> {
  const [first] = uris;
  const folder = first && vscode.workspace.getWorkspaceFolder(first);
  if (!first || folder?.uri.scheme !== 'file' || uris.some((uri) => vscode.workspace.getWorkspaceFolder(uri) !== folder))
    return void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'Cordon: open or select files of one folder of this workspace first; the rule is written into its classification file.',
      ),
    );
  const state = app.policies.states().find((each) => each.folder === folder.uri.fsPath);
  const tier = given ?? (await pickTier(app, uris, state));
  if (tier === undefined) return;
  const file = await nearestPolicyFile(first, folder);
  if (!(await write(app, file, uris, tier))) return;
  app.policies.reload();
  await tellEffect(app, uris, tier, file);
}

interface TierItem extends vscode.QuickPickItem {
  readonly tier: string;
}

async function pickTier(app: App, uris: readonly vscode.Uri[], state: PolicyState | undefined): Promise<string | undefined> {
  const [first] = uris;
  const now = first && uris.length === 1 ? app.classify(first).tier : undefined;
  const policy = state && state.policy !== 'blocked' ? state.policy : BUILT_IN_POLICY;
  const items = policy.tiers.map((tier): TierItem => ({
    label: `$(shield) ${tier.name}`,
    description: `${tierDetail(tier)}${tier.name === now ? ` · ${vscode.l10n.t('now')}` : ''}`,
    detail: ACTION_WORDS[tier.action],
    tier: tier.name,
  }));
  const what = first && uris.length === 1 ? vscode.workspace.asRelativePath(first, false) : vscode.l10n.t('{0} files', uris.length);
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Cordon: classify {0} as …', what),
    placeHolder: vscode.l10n.t('The rule is written into the nearest classification file'),
    matchOnDescription: true,
  });
  return picked?.tier;
}

/** False after having said why nothing was written. */
async function write(app: App, file: vscode.Uri, uris: readonly vscode.Uri[], tier: string): Promise<boolean> {
  const there = await isThere(file);
  const document = there ? await vscode.workspace.openTextDocument(file) : undefined;
  const paths = await Promise.all(uris.map((uri) => relativePath(uri, file)));
  const read = document && readPolicyDocument(app, document);
  const after = classifyIn(document?.getText(), { paths, tier }, read && { inherited: read.inherited });
  if (after === undefined || read?.problems.some(({ severity }) => severity === 'error')) {
    const picked = await vscode.window.showWarningMessage(
      vscode.l10n.t('Cordon: {0} has an error, so no rule was written into it. Mend it first.', vscode.workspace.asRelativePath(file)),
      vscode.l10n.t('Open File'),
    );
    if (picked && document) await vscode.window.showTextDocument(document);
    return false;
  }
  return replacePolicyFile(file, document, after);
}

async function relativePath(uri: vscode.Uri, file: vscode.Uri): Promise<string> {
  const path = uri.path.slice(file.path.lastIndexOf('/') + 1);
  return (await isFolder(uri)) ? `${path}/` : path;
}

/** A rule of a folder means what is in it: a file to ask about. */
const fileIn = async (uri: vscode.Uri): Promise<vscode.Uri> => ((await isFolder(uri)) ? vscode.Uri.joinPath(uri, 'file') : uri);

const isFolder = (uri: vscode.Uri): Promise<boolean> =>
  Promise.resolve(
    vscode.workspace.fs.stat(uri).then(
      ({ type }) => (type & vscode.FileType.Directory) !== 0,
      () => false,
    ),
  );

async function tellEffect(app: App, uris: readonly vscode.Uri[], tier: string, file: vscode.Uri): Promise<void> {
  const classified = await Promise.all(uris.map(async (uri) => ({ uri, is: app.classify(await fileIn(uri)) })));
  const other = classified.find(({ is }) => is.tier !== tier);
  const name = vscode.workspace.asRelativePath(file, false);
  if (!other) {
    vscode.window.setStatusBarMessage(vscode.l10n.t('Cordon: {0} from now on, by a rule in {1}.', tier, name), 5000);
    return;
  }
  const { rule } = other.is;
  const why = app.policies.states().some(({ approved }) => !approved)
    ? vscode.l10n.t('what the file opens counts only once you have approved it')
    : vscode.l10n.t('a rule that cannot be loosened holds here');
  const picked = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'Cordon: the rule stands in {0}, but {1} stays {2}: {3}.',
      name,
      vscode.workspace.asRelativePath(other.uri, false),
      other.is.tier,
      why,
    ),
    ...(rule && rule.source.file !== 'built-in' ? [vscode.l10n.t('Show Rule')] : []),
  );
  if (picked && rule) await openSource(app, rule.source, other.uri);
}
