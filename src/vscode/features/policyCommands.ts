import * as vscode from 'vscode';
import { ExportError, renderExport } from '../../core/policy/export/render.ts';
import { EXPORT_TARGETS, type ExportTarget } from '../../core/policy/export/targets.ts';
import { planExports, writeExports } from '../../node/policy/export.ts';
import { type Proposal, proposePolicy } from '../../node/policy/propose.ts';
import { POLICY_FILE, type PolicyState } from '../../node/policyStore.ts';
import type { App } from '../app.ts';
import { today } from '../policies.ts';

/** Scheme of the read-only documents that a proposal is shown with. */
const PROPOSED = 'cordon-proposed-policy';

/** Making a classification file, opening it, and writing what other tools can read of it. */
export function policyCommands(app: App): vscode.Disposable {
  const shown = new Map<string, string>();
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(PROPOSED, {
      provideTextDocumentContent: ({ query }) => shown.get(query.split('-')[0] ?? '') ?? '',
    }),
    vscode.commands.registerCommand('cordon.createClassificationFile', () => app.attempt('classification file', () => create(app, shown))),
    vscode.commands.registerCommand('cordon.openClassificationFile', () => app.attempt('classification file', () => open(app, shown))),
    vscode.commands.registerCommand('cordon.exportRules', () => app.attempt('rules of other tools', () => exportRules(app))),
  );
}

/** Opens the file of the folder in front; where there is none, proposes one. */
async function open(app: App, shown: Map<string, string>): Promise<void> {
  const folder = await pickFolder();
  if (!folder) return;
  const file = vscode.Uri.joinPath(folder.uri, POLICY_FILE);
  const there = await vscode.workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
  if (there) await vscode.window.showTextDocument(file);
  else await create(app, shown, folder);
}

/** Looks at the folder, shows the file that comes of it against the one there is, and writes it when the user agrees. */
async function create(app: App, shown: Map<string, string>, given?: vscode.WorkspaceFolder): Promise<void> {
  const folder = given ?? (await pickFolder());
  if (!folder) return;
  const proposal = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Cordon: looking at what is in the folder'), cancellable: true },
    (_progress, token) =>
      proposePolicy(folder.uri.fsPath, {
        scan: (text, path) => app.scanner().scan(text, { path }),
        cancelled: () => token.isCancellationRequested,
      }),
  );
  if (proposal.problem !== undefined)
    return void vscode.window.showWarningMessage(vscode.l10n.t('Cordon: {0} Mend the file first; nothing was changed.', proposal.problem));
  if (proposal.before === proposal.after) {
    await vscode.window.showTextDocument(vscode.Uri.file(proposal.file));
    return void vscode.window.showInformationMessage(
      vscode.l10n.t('Cordon: the classification file covers what was found; there is nothing to add.'),
    );
  }
  await preview(proposal, shown);
  const write = proposal.before === undefined ? vscode.l10n.t('Create File') : vscode.l10n.t('Add Rules');
  const picked = await vscode.window.showInformationMessage(
    proposal.rules.length === 0
      ? vscode.l10n.t('Cordon: files looked at: {0}. Nothing that needs a rule was found. Nothing is written yet.', proposal.survey.files)
      : vscode.l10n.t(
          'Cordon: files looked at: {0}, rules proposed: {1}. Nothing is written yet.',
          proposal.survey.files,
          proposal.rules.length,
        ),
    write,
    vscode.l10n.t('Discard'),
  );
  if (picked === write) await writeProposal(app, proposal);
}

async function preview({ file, before = '', after }: Proposal, shown: Map<string, string>): Promise<void> {
  const uri = (side: string): vscode.Uri => vscode.Uri.from({ scheme: PROPOSED, path: file, query: `${side}-${Date.now()}` });
  const [left, right] = [uri('now'), uri('proposed')];
  shown.set('now', before).set('proposed', after);
  await vscode.commands.executeCommand('vscode.diff', left, right, vscode.l10n.t('{0}: now ↔ proposed', POLICY_FILE), { preview: true });
}

async function writeProposal(app: App, { file, before = '', after }: Proposal): Promise<void> {
  const uri = vscode.Uri.file(file);
  const now = await vscode.workspace.fs.readFile(uri).then(
    (bytes) => new TextDecoder().decode(bytes),
    () => '',
  );
  if (now !== before)
    return void vscode.window.showWarningMessage(
      vscode.l10n.t('Cordon: the file has changed while you looked at the proposal, so nothing was written. Ask again.'),
    );
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(after));
  app.policies.reload();
  await vscode.window.showTextDocument(uri);
}

interface TargetItem extends vscode.QuickPickItem {
  readonly target: ExportTarget;
}

async function exportRules(app: App): Promise<void> {
  const folder = await pickFolder();
  const state = folder && app.policies.states().find((each) => each.folder === folder.uri.fsPath);
  if (!folder || !state) return;
  if (state.policy === 'blocked' || state.problems.some(({ severity }) => severity === 'error'))
    return void vscode.window.showWarningMessage(
      vscode.l10n.t('Cordon: the classification file has an error. Mend it first; nothing was written.'),
    );
  const items = await Promise.all(EXPORT_TARGETS.map((target) => toItem(folder, target)));
  const picked = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    title: vscode.l10n.t('Write the rules of other tools'),
    placeHolder: vscode.l10n.t('What these tools do not stop stands below each. Own lines in their files are kept.'),
  });
  if (picked && picked.length > 0)
    await writeRules(
      folder,
      state,
      picked.map(({ target }) => target),
    );
}

async function toItem(folder: vscode.WorkspaceFolder, target: ExportTarget): Promise<TargetItem> {
  const there =
    target.file !== undefined &&
    (await vscode.workspace.fs.stat(vscode.Uri.joinPath(folder.uri, target.file)).then(
      () => true,
      () => false,
    ));
  return {
    label: target.title,
    description: target.file ?? vscode.l10n.t('a list to copy'),
    detail: vscode.l10n.t('Does not stop {0}', target.doesNotStop),
    picked: there,
    target,
  };
}

async function writeRules(
  folder: vscode.WorkspaceFolder,
  { policy, bounds }: PolicyState,
  targets: readonly ExportTarget[],
): Promise<void> {
  if (policy === 'blocked') return;
  try {
    const changed = writeExports(planExports(folder.uri.fsPath, targets, { policy, bounds }, today()));
    for (const target of targets.filter(({ file }) => file === undefined)) {
      const content = renderExport(target, { policy, bounds }, today(), undefined);
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'yaml', content }));
    }
    const names = changed.map(({ target }) => target.file).join(', ');
    void vscode.window.showInformationMessage(
      names === '' ? vscode.l10n.t('Cordon: all files are as they should be.') : vscode.l10n.t('Cordon: written: {0}.', names),
    );
  } catch (error) {
    if (!(error instanceof ExportError)) throw error;
    void vscode.window.showWarningMessage(vscode.l10n.t('Cordon: {0} Nothing was written.', error.message));
  }
}

/** The folder of the editor in front, else the only one, else the one the user picks. Folders that stand on no disk cannot have a file. */
async function pickFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  const near = vscode.window.activeTextEditor?.document.uri;
  const own = near && vscode.workspace.getWorkspaceFolder(near);
  if (own?.uri.scheme === 'file') return own;
  if (folders.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Cordon: open a folder on your disk first; the classification file stands at its root.'),
    );
    return undefined;
  }
  if (folders.length === 1) return folders[0];
  const picked = await vscode.window.showQuickPick(
    folders.map((folder) => ({ label: folder.name, description: folder.uri.fsPath, folder })),
    { title: vscode.l10n.t('Which folder?') },
  );
  return picked?.folder;
}
