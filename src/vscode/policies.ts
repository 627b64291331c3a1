import * as vscode from 'vscode';
import { BUILT_IN_POLICY, tierAction } from '../core/policy/builtin.ts';
import type { CustomDetector, Policy } from '../core/policy/policy.ts';
import { createPolicyView } from '../core/policy/view.ts';
import type { PolicyView } from '../core/guard/world.ts';
import { approve, loadPolicy, POLICY_FILE, type PolicyState, useDefaults } from '../node/policyStore.ts';

/** The classification files of this window's folders, and the one policy they make together. Loaded when first asked for. */
export interface Policies extends vscode.Disposable {
  view(): PolicyView;
  /** One for each folder on a disk. */
  states(): readonly PolicyState[];
  customDetectors(): readonly CustomDetector[];
  /** Whether content of this tier goes to no provider at all, whoever is approved. */
  neverLeaves(tier: string): boolean;
  /** Reads the files again; tells only where something changed. */
  reload(): void;
  /** The user agrees to what the file opens, as it was shown. */
  approve(state: PolicyState): void;
  /** The user takes the built-in policy until the file is mended. */
  useDefaults(state: PolicyState): void;
  readonly onDidChange: vscode.Event<void>;
}

export function createPolicies(detectors: () => ReadonlySet<string>): Policies {
  const changed = new vscode.EventEmitter<void>();
  const watchers: vscode.Disposable[] = [];
  let states: readonly PolicyState[] | undefined;
  let view: PolicyView | undefined;

  const options = (): { trusted: boolean; detectors: ReadonlySet<string> } => ({
    trusted: vscode.workspace.isTrusted,
    detectors: detectors(),
  });
  const load = (): readonly PolicyState[] =>
    localFolders().map((folder) =>
      keepLastGood(
        loadPolicy(folder.uri.fsPath, options()),
        states?.find((state) => state.folder === folder.uri.fsPath),
      ),
    );
  const current = (): readonly PolicyState[] => (states ??= load());
  const put = (next: readonly PolicyState[]): void => {
    const same = states !== undefined && JSON.stringify(states) === JSON.stringify(next);
    states = next;
    if (same) return;
    view = undefined;
    changed.fire();
  };
  const reload = (): void => put(load());
  const replace = (next: PolicyState): void => put(current().map((state) => (state.folder === next.folder ? next : state)));

  const watch = (): void => {
    for (const watcher of watchers.splice(0)) watcher.dispose();
    for (const folder of localFolders()) {
      const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, POLICY_FILE));
      watchers.push(watcher, watcher.onDidChange(reload), watcher.onDidCreate(reload), watcher.onDidDelete(reload));
    }
  };
  const listeners = vscode.Disposable.from(
    changed,
    // The watcher is told of a change some time later; who saves sees the effect at once.
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (document.uri.path.endsWith(`/${POLICY_FILE}`)) reload();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(reload),
    vscode.workspace.onDidChangeWorkspaceFolders(() => {
      watch();
      view = undefined;
      reload();
    }),
  );
  const start = setTimeout(watch, 0);

  return {
    states: current,
    view: () => (view ??= createView(current())),
    customDetectors: () => current().flatMap(({ policy }) => (policy === 'blocked' ? [] : policy.customDetectors)),
    neverLeaves: (tier) =>
      current().length > 0 ? inForce(current()).every((policy) => blocksAll(policy, tier)) : blocksAll(BUILT_IN_POLICY, tier),
    reload,
    approve: (state) => {
      if (state.sha256 !== undefined) replace(approve(state.folder, state.sha256, options()));
    },
    useDefaults: (state) => replace(useDefaults(state.folder, options())),
    onDidChange: changed.event,
    dispose() {
      clearTimeout(start);
      for (const watcher of watchers) watcher.dispose();
      listeners.dispose();
    },
  };
}

const localFolders = (): readonly vscode.WorkspaceFolder[] =>
  (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');

/** Where the state folder cannot be written, what held a moment ago in this window still is the last good policy. */
function keepLastGood(next: PolicyState, before: PolicyState | undefined): PolicyState {
  if (next.status !== 'blocked' || !before || before.policy === 'blocked' || before.status === 'none') return next;
  return { ...before, status: 'lastGood', problems: next.problems };
}

function createView(states: readonly PolicyState[]): PolicyView {
  // A folder without a disk under it has no classification file, so the built-in rules hold there.
  const virtual = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme !== 'file');
  const folders = [
    ...states.map(({ folder, policy }) => ({ root: folder, policy })),
    ...virtual.map(({ uri }) => ({ root: uri.fsPath, policy: BUILT_IN_POLICY })),
  ];
  return createPolicyView(folders, { today, caseInsensitive: process.platform === 'win32' || process.platform === 'darwin' });
}

/** YYYY-MM-DD where the user is. */
function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

const inForce = (states: readonly PolicyState[]): readonly Policy[] =>
  states.map(({ policy }) => (policy === 'blocked' ? BUILT_IN_POLICY : policy));

function blocksAll(policy: Policy, name: string): boolean {
  const tier = policy.tiers.find((candidate) => candidate.name === name);
  return tier === undefined || ['*', ...Object.keys(tier.byProvider)].every((provider) => tierAction(tier, provider) === 'block');
}
