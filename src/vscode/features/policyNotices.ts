import { resolve } from 'node:path';
import * as vscode from 'vscode';
import type { Source } from '../../core/policy/policy.ts';
import { POLICY_FILE, type PolicyState } from '../../node/policyStore.ts';
import type { App } from '../app.ts';
import { overrideReason } from '../overrideReason.ts';

const FEATURE = 'classification file';
/** Scheme of the read-only document that shows what was approved last. */
const APPROVED = 'cordon-approved';
/** After activation, ms. */
const FIRST_LOOK = 800;
/** As many loosenings as a message can hold. */
const LISTED = 4;

/** Says when a classification file is broken and what holds meanwhile, and asks before a file opens anything. */
export function policyNotices(app: App): vscode.Disposable {
  const said = new Set<string>();
  const look = (): void => {
    const states = app.policies.states();
    reportHealth(app, states);
    for (const state of states) {
      // Once for each content of the file: who looked away is not asked again at every save.
      const key = JSON.stringify([
        state.folder,
        state.status,
        state.sha256,
        state.approved,
        state.usingDefaults,
        state.removed,
        misnamed(state),
      ]);
      if (said.has(key)) continue;
      said.add(key);
      app.guarded(FEATURE, () => notify(app, state));
    }
  };
  const timer = setTimeout(() => app.guarded(FEATURE, look), FIRST_LOOK);
  return vscode.Disposable.from(
    app.policies.onDidChange(() => app.guarded(FEATURE, look)),
    vscode.workspace.registerTextDocumentContentProvider(APPROVED, { provideTextDocumentContent: ({ path }) => approvedText(app, path) }),
    vscode.commands.registerCommand('cordon.approveClassificationFile', () => reviewAny(app)),
    { dispose: () => clearTimeout(timer) },
  );
}

function reportHealth(app: App, states: readonly PolicyState[]): void {
  const worst =
    states.find(({ status }) => status === 'blocked') ??
    states.find(({ status }) => status === 'lastGood') ??
    states.find(({ usingDefaults }) => usingDefaults);
  if (!worst) app.health.clear(FEATURE);
  else app.health.report(FEATURE, whatHolds(worst));
}

function whatHolds(state: PolicyState): string {
  const first = state.problems.find(({ severity }) => severity === 'error');
  const file = first?.file ?? '.cordon.yaml';
  if (state.removed.length > 0)
    return vscode.l10n.t('Gone: {0}. What stood there stays in force until you confirm that.', state.removed.join(', '));
  const where = first ? vscode.l10n.t('{0}, line {1}: {2}', file, first.line, first.message) : vscode.l10n.t('{0} has an error.', file);
  if (state.status === 'blocked')
    return vscode.l10n.t('{0} There was no good version before, so everything is blocked until it is mended.', where);
  if (state.usingDefaults) return vscode.l10n.t('{0} The built-in rules hold until it is mended, because you chose so.', where);
  return vscode.l10n.t('{0} The last good version stays in force.', where);
}

async function notify(app: App, state: PolicyState): Promise<void> {
  if (state.status === 'blocked') return askBlocked(app, state);
  if (state.removed.length > 0) return askRemoval(app, state);
  if (state.status === 'lastGood') {
    const picked = await vscode.window.showWarningMessage(`Cordon: ${whatHolds(state)}`, vscode.l10n.t('Show Error'));
    if (picked) await showError(state);
    return;
  }
  const name = misnamed(state);
  if (name !== undefined) await askRename(state, name);
  if (!state.approved) await askApproval(app, state);
}

/** A file that somebody thinks to be in force, and that nobody reads. */
const misnamed = ({ status, problems }: PolicyState): string | undefined =>
  status === 'none' ? problems.find(({ severity }) => severity === 'warning')?.file : undefined;

async function askRename(state: PolicyState, name: string): Promise<void> {
  const rename = vscode.l10n.t('Rename');
  const picked = await vscode.window.showWarningMessage(
    vscode.l10n.t('Cordon: {0} is not read, because the classification file is called {1}. Nothing in it is in force.', name, POLICY_FILE),
    rename,
  );
  if (picked !== rename) return;
  const edit = new vscode.WorkspaceEdit();
  edit.renameFile(vscode.Uri.file(resolve(state.folder, name)), vscode.Uri.file(state.file));
  await vscode.workspace.applyEdit(edit);
}

async function askBlocked(app: App, state: PolicyState): Promise<void> {
  const [show, defaults] = [vscode.l10n.t('Show Error'), vscode.l10n.t('Use Defaults for Now')];
  const picked = await vscode.window.showErrorMessage(`Cordon: ${whatHolds(state)}`, show, defaults);
  if (picked === show) await showError(state);
  if (picked !== defaults) return;
  app.policies.useDefaults(state);
  app.world.events.record({
    action: 'allow',
    tier: app.world.policy().defaultTier,
    surface: 'chat',
    provider: '*',
    detectors: [],
    override: { reason: 'The classification file is broken; the user took the built-in rules for now.' },
  });
}

/** A file may be gone because of another branch, or because somebody wants it gone who may not decide that. */
async function askRemoval(app: App, state: PolicyState): Promise<void> {
  const confirm = vscode.l10n.t('Confirm Removal');
  const picked = await vscode.window.showWarningMessage(`Cordon: ${whatHolds(state)}`, confirm, vscode.l10n.t('Keep in Force'));
  if (picked !== confirm) return;
  const reason = await overrideReason(app.world, confirm, 'The classification file is gone; the user confirmed that.');
  if (reason === undefined) return;
  app.policies.confirmRemoval(state);
  app.world.events.record({
    action: 'allow',
    tier: app.world.policy().defaultTier,
    surface: 'chat',
    provider: '*',
    detectors: [],
    override: { reason },
  });
}

async function showError(state: PolicyState): Promise<void> {
  const first = state.problems.find(({ severity }) => severity === 'error');
  const line = Math.max(0, (first?.line ?? 1) - 1);
  const column = Math.max(0, (first?.column ?? 1) - 1);
  const file = first?.file === undefined ? state.file : resolve(state.folder, first.file);
  await vscode.window.showTextDocument(vscode.Uri.file(file), { selection: new vscode.Range(line, column, line, column) });
}

async function askApproval(app: App, state: PolicyState): Promise<void> {
  const list = listOf(state, LISTED);
  if (!vscode.workspace.isTrusted) {
    const picked = await vscode.window.showInformationMessage(
      vscode.l10n.t('Cordon: you have not trusted this workspace, so its .cordon.yaml may only close. Not in force: {0}.', list),
      vscode.l10n.t('Manage Workspace Trust'),
    );
    if (picked) await vscode.commands.executeCommand('workbench.trust.manage');
    return;
  }
  const reviewNow = vscode.l10n.t('Review');
  const picked = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'Cordon: .cordon.yaml opens more than Cordon does by itself: {0}. These parts are not in force until you approve the file as it stands.',
      list,
    ),
    reviewNow,
    vscode.l10n.t('Not Now'),
  );
  if (picked === reviewNow) await review(app, state);
}

const listOf = (state: PolicyState, most: number): string => {
  const words = state.loosenings.slice(0, most).map(({ what, source }) => `${what} (${placeOf(source)})`);
  const more = state.loosenings.length - words.length;
  return more > 0 ? vscode.l10n.t('{0}; and {1} more', words.join('; '), more) : words.join('; ');
};

const placeOf = ({ file, line }: Source): string =>
  file === POLICY_FILE ? vscode.l10n.t('line {0}', line) : vscode.l10n.t('{0}, line {1}', file, line);

async function reviewAny(app: App): Promise<void> {
  const state = app.policies.states().find(({ approved }) => !approved);
  if (!state) return void vscode.window.showInformationMessage(vscode.l10n.t('Cordon: no classification file waits for your approval.'));
  await (vscode.workspace.isTrusted ? review(app, state) : askApproval(app, state));
}

/** Shows what changed since the last approval, then asks. The approval is bound to the content that was shown. */
async function review(app: App, state: PolicyState): Promise<void> {
  const file = vscode.Uri.file(state.file);
  const before = vscode.Uri.from({ scheme: APPROVED, path: state.file });
  await vscode.commands.executeCommand('vscode.diff', before, file, vscode.l10n.t('.cordon.yaml: approved last ↔ now'), { preview: true });
  const approve = vscode.l10n.t('Approve');
  const picked = await vscode.window.showWarningMessage(
    vscode.l10n.t('Approve what this classification file opens?'),
    {
      modal: true,
      detail: `${state.loosenings.map(({ what, source }) => `• ${what} (${placeOf(source)})`).join('\n')}\n\n${vscode.l10n.t('A later change of the file asks again.')}`,
    },
    approve,
  );
  if (picked !== approve) return;
  const text = await readText(file);
  app.policies.approve(state);
  const now = app.policies.states().find(({ folder }) => folder === state.folder);
  if (now?.approved && now.sha256 === state.sha256) {
    await app.context.workspaceState.update(stateKey(state.file), text);
    return void vscode.window.setStatusBarMessage(vscode.l10n.t('Cordon: the classification file is approved as it stands.'), 5000);
  }
  void vscode.window.showWarningMessage(
    vscode.l10n.t('Cordon: the file has changed while you looked at it, so nothing was approved. Review it again.'),
  );
}

const stateKey = (file: string): string => `approved:${file}`;

function approvedText(app: App, path: string): string {
  const known = app.context.workspaceState.get<unknown>(stateKey(vscode.Uri.file(path).fsPath));
  return typeof known === 'string'
    ? known
    : `# ${vscode.l10n.t('No version of this file was approved before: the built-in rules hold.')}\n`;
}

async function readText(file: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
}
