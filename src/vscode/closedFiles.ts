import * as vscode from 'vscode';
import type { ProvenanceIndex } from '../core/provenance/provenance.ts';
import { decodeText, isBinary } from '../node/files.ts';
import { type FileSource, PASSED_OVER } from '../node/provenance/fileSource.ts';
import { createFolderIndex, createLocalIndex, type FolderIndex, randomKey } from '../node/provenance/folderIndex.ts';
import { stateFolder } from '../node/state.ts';
import { policyPath } from './convert.ts';
import type { Policies } from './policies.ts';

/** After a change, ms: a checkout changes many files at once. */
const DEBOUNCE = 300;
/** After the last change, ms, until the index is saved for the other processes. */
const SAVE = 2_000;

export interface ClosedFiles extends vscode.Disposable {
  /** Recognises text of files that are closed to some provider. */
  readonly index: ProvenanceIndex;
  /** Closed files that are recognised by their path only, with their size, and whether a folder has more files than are looked at. */
  beyond(): { readonly closed: ReadonlyMap<string, number>; readonly files: boolean };
  /** Told when the files of this window were compared with the index. */
  readonly onDidBuild: vscode.Event<void>;
  /** Resolves once the files of this window were read. */
  build(progress?: (done: number, of: number) => void): Promise<void>;
  /** Keeps the index up with the files from now on. */
  watch(): vscode.Disposable;
}

/** The content of closed files as salted hashes, never a line: one index for each folder of the window. */
export function createClosedFiles(policies: Policies, log: vscode.LogOutputChannel): ClosedFiles {
  const built = new vscode.EventEmitter<void>();
  let folders: Map<string, FolderIndex> | undefined;
  let disposed = false;

  const current = (): Map<string, FolderIndex> => {
    const before = folders;
    const wanted = vscode.workspace.workspaceFolders ?? [];
    if (before?.size === wanted.length && wanted.every(({ uri }) => before.has(uri.toString()))) return before;
    folders = new Map(wanted.map(({ uri }) => [uri.toString(), before?.get(uri.toString()) ?? openFolder(uri, policies, log)]));
    return folders;
  };
  const build = async (progress?: (done: number, of: number) => void): Promise<void> => {
    for (const folder of current().values()) await folder.refresh({ stop: () => disposed, ...(progress && { progress }) });
    const files = [...current().values()].reduce((sum, folder) => sum + folder.index.files, 0);
    log.info(`Text of ${files} closed files is recognised by content.`);
    built.fire();
  };
  const update = async (uri: vscode.Uri): Promise<void> => {
    const [root, folder] = [...current()].find(([id]) => uri.toString().startsWith(`${id}/`)) ?? [];
    if (root !== undefined && folder) await folder.update(relative(vscode.Uri.parse(root), uri));
  };

  return {
    // What an earlier window saved holds from the first prompt on.
    index: { regions: (text) => [...current().values()].flatMap(({ index }) => index.regions(text)) },
    beyond() {
      const all = [...(folders ?? [])];
      const closed = all.flatMap(([root, { beyond }]) =>
        [...beyond.closed].map(([path, bytes]): [string, number] => [vscode.Uri.joinPath(vscode.Uri.parse(root), path).toString(), bytes]),
      );
      return { closed: new Map(closed), files: all.some(([, { beyond }]) => beyond.files) };
    },
    onDidBuild: built.event,
    build,
    watch: () => watch({ policies, build, update, save: () => current().forEach((folder) => void folder.save()), built }),
    dispose() {
      disposed = true;
      built.dispose();
    },
  };
}

function openFolder(uri: vscode.Uri, policies: Policies, log: vscode.LogOutputChannel): FolderIndex {
  const policy = () => policies.plainView();
  const say = (message: string): void => log.warn(message);
  if (uri.scheme === 'file') {
    const folder = createLocalIndex(uri.fsPath, stateFolder(), policy, say);
    folder.load();
    return folder;
  }
  const fullPath = (path: string): string => {
    const file = vscode.Uri.joinPath(uri, path);
    return policyPath(file) ?? file.path;
  };
  return createFolderIndex({ source: editorSource(uri), policy, fullPath, key: randomKey(), log: say });
}

const relative = (root: vscode.Uri, uri: vscode.Uri): string =>
  uri.path.slice(root.path.endsWith('/') ? root.path.length : root.path.length + 1);

/** The files of a folder that only VS Code can read. */
const editorSource = (root: vscode.Uri): FileSource => ({
  async list(limit) {
    const exclude = `{${[...PASSED_OVER].map((name) => `**/${name}/**`).join(',')}}`;
    const found = await vscode.workspace.findFiles(new vscode.RelativePattern(root, '**/*'), exclude, limit);
    return found.map((uri) => relative(root, uri));
  },
  async stat(path) {
    try {
      const { size, type, mtime } = await vscode.workspace.fs.stat(vscode.Uri.joinPath(root, path));
      return (type & vscode.FileType.File) === 0 ? undefined : { bytes: size, stamp: `${mtime} ${size}` };
    } catch {
      return undefined;
    }
  },
  async read(path) {
    try {
      const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(root, path));
      return isBinary(bytes) ? undefined : decodeText(bytes).text;
    } catch {
      return undefined;
    }
  },
});

interface Watching {
  readonly policies: Policies;
  readonly build: () => Promise<void>;
  readonly update: (uri: vscode.Uri) => Promise<void>;
  readonly save: () => void;
  readonly built: vscode.EventEmitter<void>;
}

function watch({ policies, build, update, save, built }: Watching): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher('**/*');
  const waiting = new Map<string, vscode.Uri>();
  let timer: NodeJS.Timeout | undefined;
  let saving: NodeJS.Timeout | undefined;
  const changed = (uri: vscode.Uri): void => {
    if (uri.path.split('/').some((name) => PASSED_OVER.has(name))) return;
    waiting.set(uri.toString(), uri);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const uris = [...waiting.values()];
      waiting.clear();
      void Promise.allSettled(uris.map(update)).then(() => built.fire());
      clearTimeout(saving);
      saving = setTimeout(save, SAVE);
    }, DEBOUNCE);
  };
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(changed),
    watcher.onDidChange(changed),
    watcher.onDidDelete(changed),
    vscode.workspace.onDidSaveTextDocument(({ uri }) => changed(uri)),
    vscode.workspace.onDidChangeWorkspaceFolders(() => void build()),
    policies.onDidChange(() => void build()),
    {
      dispose() {
        clearTimeout(timer);
        clearTimeout(saving);
      },
    },
  );
}
