import { basename, dirname, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { BUILT_IN_POLICY, tierAction } from '../core/policy/builtin.ts';
import type { CustomDetector, Policy } from '../core/policy/policy.ts';
import { createPolicyView } from '../core/policy/view.ts';
import type { PolicyView } from '../core/guard/world.ts';
import { hmac } from '../node/crypto.ts';
import {
  approve,
  confirmRemoval,
  fetchMissing,
  findPolicyFolder,
  loadFloor,
  loadPolicy,
  nestedAbove,
  POLICY_FILE,
  type PolicyState,
  type PolicyStoreOptions,
  useDefaults,
} from '../node/policyStore.ts';
import { followingLinks } from '../node/policy/links.ts';
import { signatureOf } from '../node/policy/sources.ts';

/** The classification files of this window's folders, and the one policy they make together. Loaded when first asked for. */
export interface Policies extends vscode.Disposable {
  view(): PolicyView;
  /** The same for who lists files and follows no links. */
  plainView(): PolicyView;
  /** One for each folder on a disk, and for each repository around one that has classification files. */
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
  /** The user confirms that the files which are gone are meant to be. */
  confirmRemoval(state: PolicyState): void;
  readonly onDidChange: vscode.Event<void>;
}

/** `floor`: absolute paths of policies that no workspace may loosen, from the settings. */
export function createPolicies(detectors: () => ReadonlySet<string>, floor: () => readonly string[]): Policies {
  const changed = new vscode.EventEmitter<void>();
  const watchers: vscode.Disposable[] = [];
  let states: readonly PolicyState[] | undefined;
  let view: PolicyView | undefined;
  let plain: PolicyView | undefined;
  /** Folders with a file of their own that VS Code found, by workspace folder. */
  const nested = new Map<string, readonly string[]>();

  /** The policy of the repository around a folder, by workspace folder. */
  const around = new Map<string, string>();

  const options = (folder: string): PolicyStoreOptions => ({
    trusted: vscode.workspace.isTrusted,
    detectors: detectors(),
    floor: floor(),
    nested: nested.get(folder) ?? [],
    today: today(),
    ...aroundOptions(folder),
  });
  const aroundOptions = (folder: string): Pick<PolicyStoreOptions, 'nested' | 'search'> => {
    const inside = [...around].filter(([, root]) => root === folder).map(([each]) => each);
    return inside.length === 0 ? {} : { nested: inside.flatMap((each) => nestedAbove(each, folder)), search: false };
  };
  const load = (): readonly PolicyState[] => {
    const folders = localFolders().map(({ uri: { fsPath } }) => fsPath);
    around.clear();
    for (const folder of folders) {
      const root = findPolicyFolder(folder);
      if (root !== undefined && !folders.includes(root)) around.set(folder, root);
    }
    const loaded = folders.map((folder) => loadPolicy(folder, options(folder)));
    const outer = [...new Set(around.values())].map((root) => loadPolicy(root, options(root))).filter(({ status }) => status !== 'none');
    return [...loaded, ...outer].map((next) =>
      keepLastGood(
        next,
        states?.find((state) => state.folder === next.folder),
      ),
    );
  };
  let seen = '';
  let checked = 0;
  const current = (): readonly PolicyState[] => {
    if (states) return states;
    put(load(), 'first');
    return states ?? [];
  };
  /** A workspace's settings can keep the watcher from telling, so whoever is about to decide looks himself now and then. */
  const recheck = (): void => {
    const now = Date.now();
    if (!states || (now >= checked && now - checked < RECHECK)) return;
    checked = now;
    if (signatureOf(states.flatMap(({ files }) => files)) !== seen) reload();
  };
  const put = (next: readonly PolicyState[], first?: 'first'): void => {
    const same = states !== undefined && JSON.stringify(states) === JSON.stringify(next);
    states = next;
    seen = signatureOf(next.flatMap(({ files }) => files));
    if (same || first) return;
    view = plain = undefined;
    watchBases();
    changed.fire();
  };
  const reload = (): void => {
    checked = Date.now();
    put(load());
    for (const state of current()) void fetchOnce(state);
  };
  const asked = new Set<string>();
  /** Once for each pin and window; a reload of the window asks again. */
  const fetchOnce = async (state: PolicyState): Promise<void> => {
    const fresh = state.missing.filter(({ url, sha256 }) => !asked.has(`${url} ${sha256}`));
    if (fresh.length === 0 || !vscode.workspace.isTrusted) return;
    for (const { url, sha256 } of fresh) asked.add(`${url} ${sha256}`);
    replace(await fetchMissing(state, options(state.folder)));
  };
  /** Deeper than the store looks by itself. */
  const lookForNested = async (): Promise<void> => {
    for (const folder of localFolders()) {
      const found = await vscode.workspace.findFiles(
        new vscode.RelativePattern(folder, `**/${POLICY_FILE}`),
        '**/{node_modules,.git}/**',
        1000,
      );
      nested.set(
        folder.uri.fsPath,
        found.map(({ fsPath }) => relative(folder.uri.fsPath, dirname(fsPath)).split(sep).join('/')).filter((each) => each !== ''),
      );
    }
    reload();
  };
  const replace = (next: PolicyState): void => put(current().map((state) => (state.folder === next.folder ? next : state)));

  const watch = (): void => {
    for (const watcher of watchers.splice(0)) watcher.dispose();
    for (const folder of localFolders()) {
      const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, `**/${POLICY_FILE}`));
      const found = (): void => void lookForNested().catch(reload);
      watchers.push(watcher, watcher.onDidChange(reload), watcher.onDidCreate(found), watcher.onDidDelete(found));
    }
    watchBases();
    void lookForNested().catch(reload);
  };
  const baseWatchers = new Map<string, vscode.Disposable>();
  /** Bases and floors have other names, and may stand outside of the window's folders. */
  const watchBases = (): void => {
    const folders = localFolders().map(({ uri: { fsPath } }) => fsPath + sep);
    const isWatched = (file: string): boolean => basename(file) === POLICY_FILE && folders.some((folder) => file.startsWith(folder));
    const wanted = new Set(current().flatMap(({ files }) => files.filter((file) => !isWatched(file))));
    for (const [file, watcher] of baseWatchers) {
      if (wanted.has(file)) continue;
      watcher.dispose();
      baseWatchers.delete(file);
    }
    for (const file of wanted) {
      if (baseWatchers.has(file)) continue;
      const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(vscode.Uri.file(dirname(file)), basename(file)));
      baseWatchers.set(
        file,
        vscode.Disposable.from(watcher, watcher.onDidChange(reload), watcher.onDidCreate(reload), watcher.onDidDelete(reload)),
      );
    }
  };
  const listeners = vscode.Disposable.from(
    changed,
    // The watcher is told of a change some time later; who saves sees the effect at once.
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (document.uri.path.endsWith(`/${POLICY_FILE}`) || baseWatchers.has(document.uri.fsPath)) reload();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(reload),
    vscode.workspace.onDidChangeWorkspaceFolders(() => {
      watch();
      view = plain = undefined;
      reload();
    }),
  );
  const start = setTimeout(watch, 0);
  const plainView = (): PolicyView => (plain ??= createView(current(), () => loadFloor({ detectors: detectors(), floor: floor() })));

  return {
    states: current,
    view: () => {
      recheck();
      return (view ??= followingLinks(
        plainView(),
        localFolders().map(({ uri: { fsPath } }) => fsPath),
      ));
    },
    plainView,
    customDetectors: () => current().flatMap(({ policy }) => (policy === 'blocked' ? [] : policy.customDetectors)),
    neverLeaves: (tier) =>
      current().length > 0 ? inForce(current()).every((policy) => blocksAll(policy, tier)) : blocksAll(BUILT_IN_POLICY, tier),
    reload,
    approve: (state) => {
      if (state.sha256 !== undefined) replace(approve(state.folder, state.sha256, options(state.folder)));
    },
    useDefaults: (state) => replace(useDefaults(state.folder, options(state.folder))),
    confirmRemoval: (state) => replace(confirmRemoval(state.folder, options(state.folder))),
    onDidChange: changed.event,
    dispose() {
      clearTimeout(start);
      for (const watcher of [...watchers, ...baseWatchers.values()]) watcher.dispose();
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

function createView(states: readonly PolicyState[], floor: () => PolicyState): PolicyView {
  // A folder without a disk under it has no classification file, so the floor and the built-in rules hold there.
  const virtual = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme !== 'file');
  const folders = [
    ...states.map(({ folder, policy, bounds }) => ({ root: folder, policy, bounds })),
    ...virtual.map(({ uri }) => ({ ...floor(), root: uri.fsPath })),
  ];
  // Without any folder the floor holds, else the built-in rules.
  return createPolicyView(folders.length > 0 ? folders : [{ ...floor(), root: '' }], {
    today,
    hmac,
    caseInsensitive: MINDS_NO_CASE,
  });
}

/** The files are looked at again at most so often, ms. */
const RECHECK = 1000;

/** Whether file names that differ in case only are one file here. */
export const MINDS_NO_CASE = process.platform === 'win32' || process.platform === 'darwin';

/** YYYY-MM-DD where the user is. */
export function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

const inForce = (states: readonly PolicyState[]): readonly Policy[] =>
  states.map(({ policy }) => (policy === 'blocked' ? BUILT_IN_POLICY : policy));

function blocksAll(policy: Policy, name: string): boolean {
  const tier = policy.tiers.find((candidate) => candidate.name === name);
  return tier === undefined || ['*', ...Object.keys(tier.byProvider)].every((provider) => tierAction(tier, provider) === 'block');
}
