import { resolve } from 'node:path';
import * as vscode from 'vscode';
import type { Source } from '../../core/policy/policy.ts';
import { POLICY_FILE, type PolicyState } from '../../node/policyStore.ts';
import type { App } from '../app.ts';

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
      const key = JSON.stringify([state.folder, state.status, state.sha256, state.approved, state.usingDefaults, state.removed]);
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
    return `${state.removed.join(' and ')} ${state.removed.length === 1 ? 'is' : 'are'} gone. What stood there stays in force until you confirm that.`;
  const where = first ? `${file}, line ${first.line}: ${first.message}` : `${file} has an error.`;
  if (state.status === 'blocked') return `${where} There was no good version before, so everything is blocked until it is mended.`;
  if (state.usingDefaults) return `${where} The built-in rules hold until it is mended, because you chose so.`;
  return `${where} The last good version stays in force.`;
}

async function notify(app: App, state: PolicyState): Promise<void> {
  if (state.status === 'blocked') return askBlocked(app, state);
  if (state.removed.length > 0) return askRemoval(app, state);
  if (state.status === 'lastGood') {
    const picked = await vscode.window.showWarningMessage(`Cordon: ${whatHolds(state)}`, 'Show Error');
    if (picked) await showError(state);
    return;
  }
  if (!state.approved) await askApproval(app, state);
}

async function askBlocked(app: App, state: PolicyState): Promise<void> {
  const picked = await vscode.window.showErrorMessage(`Cordon: ${whatHolds(state)}`, 'Show Error', 'Use Defaults for Now');
  if (picked === 'Show Error') await showError(state);
  if (picked !== 'Use Defaults for Now') return;
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
  const picked = await vscode.window.showWarningMessage(`Cordon: ${whatHolds(state)}`, 'Confirm Removal', 'Keep in Force');
  if (picked !== 'Confirm Removal') return;
  app.policies.confirmRemoval(state);
  app.world.events.record({
    action: 'allow',
    tier: app.world.policy().defaultTier,
    surface: 'chat',
    provider: '*',
    detectors: [],
    override: { reason: 'The classification file is gone; the user confirmed that.' },
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
      `Cordon: you have not trusted this workspace, so its .cordon.yaml may only close. Not in force: ${list}.`,
      'Manage Workspace Trust',
    );
    if (picked) await vscode.commands.executeCommand('workbench.trust.manage');
    return;
  }
  const picked = await vscode.window.showWarningMessage(
    `Cordon: .cordon.yaml opens more than Cordon does by itself: ${list}. These parts are not in force until you approve the file as it stands.`,
    'Review',
    'Not Now',
  );
  if (picked === 'Review') await review(app, state);
}

const listOf = (state: PolicyState, most: number): string => {
  const words = state.loosenings.slice(0, most).map(({ what, source }) => `${what} (${placeOf(source)})`);
  const more = state.loosenings.length - words.length;
  return `${words.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
};

const placeOf = ({ file, line }: Source): string => (file === POLICY_FILE ? `line ${line}` : `${file}, line ${line}`);

async function reviewAny(app: App): Promise<void> {
  const state = app.policies.states().find(({ approved }) => !approved);
  if (!state) return void vscode.window.showInformationMessage('Cordon: no classification file waits for your approval.');
  await (vscode.workspace.isTrusted ? review(app, state) : askApproval(app, state));
}

/** Shows what changed since the last approval, then asks. The approval is bound to the content that was shown. */
async function review(app: App, state: PolicyState): Promise<void> {
  const file = vscode.Uri.file(state.file);
  const before = vscode.Uri.from({ scheme: APPROVED, path: state.file });
  await vscode.commands.executeCommand('vscode.diff', before, file, '.cordon.yaml: approved last ↔ now', { preview: true });
  const picked = await vscode.window.showWarningMessage(
    'Approve what this classification file opens?',
    {
      modal: true,
      detail: `${state.loosenings.map(({ what, source }) => `• ${what} (${placeOf(source)})`).join('\n')}\n\nA later change of the file asks again.`,
    },
    'Approve',
  );
  if (picked !== 'Approve') return;
  const text = await readText(file);
  app.policies.approve(state);
  const now = app.policies.states().find(({ folder }) => folder === state.folder);
  if (now?.approved && now.sha256 === state.sha256) {
    await app.context.workspaceState.update(stateKey(state.file), text);
    return void vscode.window.setStatusBarMessage('Cordon: the classification file is approved as it stands.', 5000);
  }
  void vscode.window.showWarningMessage('Cordon: the file has changed while you looked at it, so nothing was approved. Review it again.');
}

const stateKey = (file: string): string => `approved:${file}`;

function approvedText(app: App, path: string): string {
  const known = app.context.workspaceState.get<unknown>(stateKey(vscode.Uri.file(path).fsPath));
  return typeof known === 'string' ? known : '# No version of this file was approved before: the built-in rules hold.\n';
}

async function readText(file: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
}
