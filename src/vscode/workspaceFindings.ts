import { lstat, readFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import * as vscode from 'vscode';
import { acts, type Finding, type Kind } from '../core/finding.ts';
import { decodeText, isBinary, isWalked, MAX_FILE_BYTES } from '../node/files.ts';
import { type Baseline, BaselineError, markOf, newBaseline, readBaseline } from '../node/scan/baseline.ts';
import { locate } from '../node/scan/located.ts';
import { scanWorkspace, type WorkspaceScan } from '../node/scan/scanWorkspace.ts';
import type { FileFindings, WorkspaceMessage } from '../node/scan/workspaceThread.ts';
import type { App } from './app.ts';
import { policyPath, scanPath } from './convert.ts';
import { scanInSlices } from './slices.ts';

/** A finding of a file, with its place as editors count it (from 1). Never the value. */
export interface FoundPlace {
  readonly detector: string;
  readonly title: string;
  readonly kind: Kind;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** What was found in one file and is not accepted. */
export interface FoundIn {
  /** Absolute. */
  readonly path: string;
  /** Of the window. */
  readonly folder: string;
  readonly findings: readonly FoundPlace[];
}

export interface ScanState {
  readonly kind: 'never' | 'scanning' | 'ended' | 'cancelled' | 'failed';
  /** Files looked at by the last scan, or until now. */
  readonly scanned: number;
  /** Files there are; 0 while they are counted. */
  readonly of: number;
  /** Files that could not be scanned. */
  readonly passedOver: number;
}

/** The findings of the window's folders: of open documents as they stand, of all files once they were scanned, kept up with both. */
export interface WorkspaceFindings extends vscode.Disposable {
  readonly state: ScanState;
  /** Those with new findings, in the order of their paths. */
  files(): readonly FoundIn[];
  /** Findings that a baseline accepts, in the files that are known. */
  accepted(): number;
  /** Scans everything; with `accept` everything found goes into the baseline of each folder. Resolves when it is over. */
  scan(accept?: boolean): Promise<void>;
  cancel(): void;
  /** Follows open documents and, once scanned, the files. */
  follow(): void;
  readonly onDidChange: vscode.Event<void>;
}

/** The baseline of a folder, at its root, under the name that the documents use for the command line. */
export const BASELINE_FILE = 'cordon.baseline.json';
/** More in one file help nobody. */
const MOST = 1000;
/** After a file changed, ms: a checkout changes many. */
const DEBOUNCE = 300;
/** So many changed files at once are a scan of everything. */
const MANY = 500;

export function createWorkspaceFindings(app: App): WorkspaceFindings {
  const changed = new vscode.EventEmitter<void>();
  const known = new Map<string, FileFindings>();
  /** Files that changed while a scan runs, which may have read them before that. */
  const touched = new Set<string>();
  const baselines = new Map<string, Baseline | undefined>();
  let state: ScanState = { kind: 'never', scanned: 0, of: 0, passedOver: 0 };
  let running: WorkspaceScan | undefined;
  let following: vscode.Disposable | undefined;
  let watching: vscode.Disposable | undefined;

  const set = (next: Partial<ScanState>): void => {
    state = { ...state, ...next };
    changed.fire();
  };
  const baselineOf = (folder: string): Baseline | undefined => {
    if (!baselines.has(folder)) baselines.set(folder, readOrSay(app, join(folder, BASELINE_FILE)));
    return baselines.get(folder);
  };
  const put = (path: string, findings: FileFindings | undefined): void => {
    touched.add(path);
    if (findings && findings.findings.length > 0) known.set(path, findings);
    else if (!known.delete(path)) return;
    changed.fire();
  };
  const isNew = (folder: string, { marks }: FileFindings, at: number): boolean => {
    const mark = marks?.[at];
    return mark === undefined || baselineOf(folder)?.has(mark) !== true;
  };
  const located = (path: string, text: string, found: readonly Finding[]): FileFindings => {
    const acting = found.filter(acts).slice(0, MOST);
    const key = baselineOf(folderOf(path) ?? '')?.key;
    return {
      path,
      findings: locate(path, text, acting, app.scanner()),
      ...(key && { marks: acting.map(({ detector, start, end }) => markOf(key, path, detector, text.slice(start, end))) }),
    };
  };

  const takeDocument = (document: vscode.TextDocument): boolean => {
    if (document.uri.scheme !== 'file' || document.isClosed) return false;
    const found = app.findings.known(document);
    const path = document.uri.fsPath;
    if (!found || !counts(path)) return false;
    put(path, located(path, document.getText(), found));
    return true;
  };
  const takeFile = async (path: string): Promise<void> => {
    const open = vscode.workspace.textDocuments.find(({ uri, isDirty }) => uri.scheme === 'file' && uri.fsPath === path && isDirty);
    if (open && takeDocument(open)) return;
    const text = counts(path) ? await readText(path) : undefined;
    if (text === undefined) return put(path, undefined);
    const uri = vscode.Uri.file(path);
    const options = { path: scanPath(uri) ?? path, disable: app.policies.view().disabledDetectors };
    const goOn = (): Promise<boolean> => new Promise((resolve) => setImmediate(() => resolve(true)));
    const found = await scanInSlices(text, (piece) => app.scanner().scan(piece, options), goOn);
    put(path, located(path, text, app.policies.view().except(text, policyPath(uri), found ?? [])));
  };
  const forget = (path: string): void => {
    let gone = false;
    touched.add(path);
    // A folder that is deleted or renamed is told of as a whole.
    for (const each of known.keys()) if (each === path || each.startsWith(path + sep)) gone = known.delete(each) || gone;
    if (gone) changed.fire();
  };

  const baselineChanged = (folder: string): void => {
    // A scan that accepts has written it, and reads it when it is over.
    if (running) return;
    const salt = baselines.get(folder)?.key.salt;
    baselines.delete(folder);
    // Marks of another salt say nothing.
    if (baselineOf(folder)?.key.salt === salt) changed.fire();
    else app.guarded('workspace scan', () => store.scan());
  };

  const store: WorkspaceFindings = {
    get state() {
      return state;
    },
    files() {
      const folders = folderPaths();
      return [...known.values()]
        .flatMap((each): FoundIn[] => {
          const folder = folders.find((candidate) => isIn(candidate, each.path));
          const findings = folder === undefined ? [] : each.findings.filter((_, at) => isNew(folder, each, at));
          return folder === undefined || findings.length === 0 ? [] : [{ path: each.path, folder, findings }];
        })
        .toSorted((a, b) => (a.path < b.path ? -1 : 1));
    },
    accepted: () =>
      [...known.values()].reduce((sum, each) => {
        const folder = folderOf(each.path);
        return folder === undefined ? sum : sum + each.findings.filter((_, at) => !isNew(folder, each, at)).length;
      }, 0),
    async scan(accept = false) {
      running?.cancel();
      store.follow();
      baselines.clear();
      const folders = folderPaths().map((folder) => ({
        folder,
        accept,
        baseline: accept ? baselineToWrite(app, folder) : baselineOf(folder),
      }));
      set({ kind: 'scanning', scanned: 0, of: 0, passedOver: 0 });
      const fresh = new Set<string>();
      touched.clear();
      watching ??= watchFiles({ take: takeFile, forget, again: () => store.scan(), baseline: baselineChanged });
      const take = (message: WorkspaceMessage): void => {
        if (message.kind === 'counted') return set({ of: message.files });
        if (message.kind === 'done') {
          for (const line of message.said) app.log.info(line);
          for (const folder of message.notWritten) tellNotWritten(folder);
          return set({ passedOver: message.said.length });
        }
        for (const each of message.found) {
          fresh.add(each.path);
          if (!touched.has(each.path)) known.set(each.path, { ...each, findings: each.findings.slice(0, MOST) });
        }
        set({ scanned: message.scanned });
      };
      const request = {
        folders: folders.map(({ folder, baseline, accept: write }) => ({
          folder,
          accept: write && baseline !== undefined,
          ...(baseline && { baseline }),
        })),
        policies: { trusted: vscode.workspace.isTrusted, floor: app.settings.current.policy.floor },
      };
      const scan = (running = scanWorkspace(join(app.context.extensionPath, 'dist', 'cli.cjs'), request, take));
      const result = await scan.result;
      if (running !== scan) return;
      running = undefined;
      if (result === 'ended') for (const path of known.keys()) if (!fresh.has(path) && !touched.has(path)) known.delete(path);
      baselines.clear();
      for (const folder of folderPaths()) baselineOf(folder);
      set({ kind: result });
      // What is open may say more than what is saved.
      for (const document of vscode.workspace.textDocuments) if (document.isDirty) takeDocument(document);
    },
    cancel: () => running?.cancel(),
    follow() {
      if (following) return;
      following = vscode.Disposable.from(
        app.findings.onDidChange((document) => void takeDocument(document)),
        vscode.workspace.onDidCloseTextDocument(({ uri }) => {
          if (uri.scheme === 'file' && known.has(uri.fsPath)) app.guarded('workspace scan', () => takeFile(uri.fsPath));
        }),
        vscode.workspace.onDidChangeWorkspaceFolders(() => (state.kind === 'never' ? changed.fire() : void store.scan())),
        app.policies.onDidChange(() => {
          if (state.kind !== 'never') app.guarded('workspace scan', () => store.scan());
        }),
      );
      for (const document of vscode.workspace.textDocuments) takeDocument(document);
    },
    onDidChange: changed.event,
    dispose() {
      running?.cancel();
      following?.dispose();
      watching?.dispose();
      changed.dispose();
    },
  };
  return store;
}

const isIn = (folder: string, path: string): boolean => path.startsWith(folder.endsWith(sep) ? folder : folder + sep);

/** Folders of the window that stand on a disk; the deeper first, because a file belongs to the nearest. */
const folderPaths = (): string[] =>
  (vscode.workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ uri }) => uri.fsPath)
    .toSorted((a, b) => b.length - a.length);

const folderOf = (path: string): string | undefined => folderPaths().find((folder) => isIn(folder, path));

/** Whether the scan of everything would look at this file. */
function counts(path: string): boolean {
  const folder = folderOf(path);
  return folder !== undefined && path !== join(folder, BASELINE_FILE) && isWalked(folder, path);
}

/** Undefined: it is gone, binary or too large. */
async function readText(path: string): Promise<string | undefined> {
  try {
    const found = await lstat(path);
    if (!found.isFile() || found.size > MAX_FILE_BYTES) return undefined;
    const bytes = await readFile(path);
    return isBinary(bytes) ? undefined : decodeText(bytes).text;
  } catch {
    return undefined;
  }
}

/** Undefined: there is none, or it is damaged, which is said. */
function readOrSay(app: App, file: string): Baseline | undefined {
  try {
    return readBaseline(file);
  } catch (error) {
    if (!(error instanceof BaselineError)) throw error;
    if (error.kind === 'damaged') app.health.report(BASELINE_FILE, damagedWords(file));
    return undefined;
  }
}

/** The one there is, with its salt, or a new one. A damaged one is not written over. */
function baselineToWrite(app: App, folder: string): Baseline | undefined {
  const file = join(folder, BASELINE_FILE);
  try {
    return newBaseline(file);
  } catch {
    const there = readOrSay(app, file);
    if (!there) void vscode.window.showErrorMessage(damagedWords(file));
    return there;
  }
}

const damagedWords = (file: string): string =>
  vscode.l10n.t(
    'Cordon: {0} is not a baseline of this version, so nothing is accepted by it. Take it from version control again, or delete it and accept anew.',
    vscode.workspace.asRelativePath(file),
  );

function tellNotWritten(folder: string): void {
  void vscode.window.showErrorMessage(
    vscode.l10n.t('Cordon: {0} cannot be written. Is its folder there, and may you write to it?', join(folder, BASELINE_FILE)),
  );
}

interface Watched {
  readonly take: (path: string) => Promise<void>;
  /** A file or a folder is gone. */
  readonly forget: (path: string) => void;
  /** Everything has to be looked at. */
  readonly again: () => Promise<void>;
  readonly baseline: (folder: string) => void;
}

function watchFiles({ take, forget, again, baseline }: Watched): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher('**/*');
  const waiting = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const settle = async (): Promise<void> => {
    const paths = [...waiting];
    waiting.clear();
    if (paths.length > MANY || paths.some((path) => /[\\/]\.gitignore$/.test(path))) return again();
    for (const path of paths) await take(path);
  };
  const look = ({ scheme, fsPath }: vscode.Uri): void => {
    if (scheme !== 'file' || /[\\/](?:\.git|node_modules)[\\/]/.test(fsPath)) return;
    if (fsPath.endsWith(sep + BASELINE_FILE)) return baseline(dirname(fsPath));
    waiting.add(fsPath);
    clearTimeout(timer);
    timer = setTimeout(() => void settle().catch(() => undefined), DEBOUNCE);
  };
  const gone = (uri: vscode.Uri): void => {
    if (uri.fsPath.endsWith(sep + BASELINE_FILE) || uri.fsPath.endsWith(`${sep}.gitignore`)) look(uri);
    else forget(uri.fsPath);
  };
  return vscode.Disposable.from(watcher, watcher.onDidChange(look), watcher.onDidCreate(look), watcher.onDidDelete(gone), {
    dispose: () => clearTimeout(timer),
  });
}
