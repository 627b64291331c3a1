import * as vscode from 'vscode';

/** The files of each folder, by paths relative to it: looked for when first asked, and again after some came or went. */
export interface WorkspaceFiles extends vscode.Disposable {
  /** Relative to the folder, with `/`. */
  of(folder: vscode.WorkspaceFolder): Promise<readonly string[]>;
  /** Some file came or went; told at most once a second. */
  readonly onDidChange: vscode.Event<void>;
}

/** More are not counted; what is said of a rule is then of these. */
const MOST_FILES = 50_000;
/** After a file came or went, ms: a checkout of a branch is many of them. */
const DEBOUNCE = 1000;

export function createWorkspaceFiles(): WorkspaceFiles {
  const changed = new vscode.EventEmitter<void>();
  const known = new Map<string, Promise<readonly string[]>>();
  let watcher: vscode.Disposable | undefined;
  let timer: NodeJS.Timeout | undefined;
  const forget = ({ path }: vscode.Uri): void => {
    if (/\/(?:node_modules|\.git)\//.test(path)) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      known.clear();
      changed.fire();
    }, DEBOUNCE);
  };
  const watch = (): vscode.Disposable => {
    const created = vscode.workspace.createFileSystemWatcher('**/*', false, true, false);
    return vscode.Disposable.from(created, created.onDidCreate(forget), created.onDidDelete(forget));
  };
  return {
    of(folder) {
      // Nobody who has no classification file open pays for the watching.
      watcher ??= watch();
      const key = folder.uri.toString();
      let found = known.get(key);
      if (!found) known.set(key, (found = look(folder)));
      return found;
    },
    onDidChange: changed.event,
    dispose() {
      clearTimeout(timer);
      watcher?.dispose();
      changed.dispose();
    },
  };
}

async function look(folder: vscode.WorkspaceFolder): Promise<readonly string[]> {
  const found = await vscode.workspace.findFiles(new vscode.RelativePattern(folder, '**/*'), '**/{node_modules,.git}/**', MOST_FILES);
  const root = folder.uri.path.length + (folder.uri.path.endsWith('/') ? 0 : 1);
  return found.map(({ path }) => path.slice(root)).sort();
}
