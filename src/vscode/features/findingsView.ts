import { basename, dirname, relative } from 'node:path';
import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { type Row, rowsView } from '../rowsView.ts';
import { BASELINE_FILE, type FoundIn, type FoundPlace } from '../workspaceFindings.ts';

const ICONS: Readonly<Record<FoundPlace['kind'], string>> = {
  secret: 'key',
  pii: 'person',
  injection: 'eye',
  classified: 'lock',
};

/** The findings of the workspace by file, and the commands that fill the view. */
export function findingsView(app: App): vscode.Disposable {
  const findings = app.workspaceFindings;
  const view = rowsView(
    'cordonFindings',
    () => {
      findings.follow();
      return rowsOf(findings.files());
    },
    () => say(),
  );
  const say = (): void => {
    void vscode.commands.executeCommand('setContext', 'cordonScan', findings.state.kind);
    if (!view.visible) return;
    const files = findings.files();
    view.message(messageOf(app, files));
  };
  const changed = (): void => {
    say();
    view.refresh();
  };
  const register = (id: string, run: (...args: never[]) => unknown): vscode.Disposable => vscode.commands.registerCommand(id, run);
  return vscode.Disposable.from(
    view,
    findings.onDidChange(throttled(changed)),
    register('cordon.scanWorkspace', () => app.attempt('workspace scan', () => scan(app))),
    register('cordon.cancelScan', () => findings.cancel()),
    register('cordon.acceptFindings', () => app.attempt('workspace scan', () => accept(app))),
    register('_cordon.openFinding', (path: string, place: FoundPlace) => open(path, place)),
  );
}

/** Many changes follow each other while scanning; the last of them is never lost. */
function throttled(run: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      run();
    }, 100);
  };
}

const hasFolder = (): boolean => (vscode.workspace.workspaceFolders ?? []).some(({ uri }) => uri.scheme === 'file');

async function scan(app: App): Promise<void> {
  if (!hasFolder())
    return void vscode.window.showInformationMessage(
      vscode.l10n.t('Cordon: open a folder on this machine first; files that only VS Code can read are scanned when they are open.'),
    );
  await vscode.commands.executeCommand('cordonFindings.focus');
  await inView(app, false);
}

const inView = (app: App, accepting: boolean): Thenable<void> =>
  vscode.window.withProgress({ location: { viewId: 'cordonFindings' } }, () => app.workspaceFindings.scan(accepting));

/** What is there today is accepted, so that a team sees what is new; nothing of it leaves this machine any sooner. */
async function accept(app: App): Promise<void> {
  if (!hasFolder())
    return void vscode.window.showInformationMessage(vscode.l10n.t('Cordon: open a folder first; its baseline is a file in it.'));
  const yes = vscode.l10n.t('Accept');
  const message = vscode.l10n.t('Accept everything that is found in this workspace now?');
  const detail = vscode.l10n.t(
    '{0} is written into each folder, with hashes and no values: the Findings view and “cordon scan --baseline {0}” then show only what is new. Cordon goes on keeping all of it from AI assistants. Accepted is not safe: revoke what is real.',
    BASELINE_FILE,
  );
  if ((await vscode.window.showInformationMessage(message, { modal: true, detail }, yes)) !== yes) return;
  await vscode.commands.executeCommand('cordonFindings.focus');
  await inView(app, true);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Cordon: findings accepted: {0}.', app.workspaceFindings.accepted()), 5000);
}

/** Above the rows. An empty view has its own words in the manifest, which a message would hide. */
function messageOf(app: App, files: readonly FoundIn[]): string | undefined {
  const { state } = app.workspaceFindings;
  const { kind, scanned, of, passedOver } = state;
  if (kind === 'scanning') return of === 0 ? vscode.l10n.t('Counting files …') : vscode.l10n.t('Scanning: {0} of {1} files …', scanned, of);
  const accepted = app.workspaceFindings.accepted();
  const parts: string[] = [];
  if (files.length > 0) {
    const count = files.reduce((sum, { findings }) => sum + findings.length, 0);
    if (kind === 'never') parts.push(vscode.l10n.t('Found in open files: {0}. The workspace was not scanned yet.', count));
    else parts.push(vscode.l10n.t('Found: {0}, in {1} of {2} files.', count, files.length, scanned));
    if (kind === 'cancelled') parts.push(vscode.l10n.t('The scan was cancelled, so there may be more.'));
    if (kind === 'failed') parts.push(vscode.l10n.t('The scan broke off, so there may be more.'));
  }
  if (accepted > 0) parts.push(vscode.l10n.t('Accepted by {0} and not shown: {1}.', BASELINE_FILE, accepted));
  if (passedOver > 0 && files.length > 0) parts.push(vscode.l10n.t('Not scanned: {0}; the log says why.', passedOver));
  return parts.length === 0 ? undefined : parts.join(' ');
}

function rowsOf(files: readonly FoundIn[]): readonly Row[] {
  const folders = [...new Set(files.map(({ folder }) => folder))];
  if ((vscode.workspace.workspaceFolders ?? []).length < 2) return files.map(fileRow);
  return folders.map((folder): Row => {
    const own = files.filter((each) => each.folder === folder);
    return {
      id: folder,
      label: basename(folder),
      description: String(own.reduce((sum, { findings }) => sum + findings.length, 0)),
      icon: 'root-folder',
      children: () => own.map(fileRow),
      open: true,
    };
  });
}

function fileRow({ path, folder, findings }: FoundIn): Row & { readonly uri: vscode.Uri } {
  const uri = vscode.Uri.file(path);
  const above = dirname(relative(folder, path)).replaceAll('\\', '/');
  return {
    id: path,
    label: basename(path),
    description: [above === '.' ? '' : above, String(findings.length)].filter(Boolean).join(' · '),
    tooltip: vscode.workspace.asRelativePath(uri),
    spoken: vscode.l10n.t('{0}, found: {1}', vscode.workspace.asRelativePath(uri), findings.length),
    resource: uri,
    uri,
    context: 'findingsFile',
    children: () => findings.map((place, at) => placeRow(path, place, at)),
    open: findings.length <= 20,
  };
}

function placeRow(path: string, place: FoundPlace, at: number): Row {
  const { title, line, column, detector, kind } = place;
  return {
    id: `${path}:${line}:${column}:${detector}:${at}`,
    label: title,
    description: `${line}:${column}`,
    tooltip: `${title}\n${detector}\n${vscode.workspace.asRelativePath(path)}:${line}:${column}`,
    spoken: vscode.l10n.t('{0}, line {1}, column {2}', title, line, column),
    icon: ICONS[kind],
    color: kind === 'pii' ? 'list.deemphasizedForeground' : 'list.warningForeground',
    context: 'finding',
    command: { id: '_cordon.openFinding', arguments: [path, place] },
  };
}

async function open(path: string, { line, column, endLine, endColumn }: FoundPlace): Promise<void> {
  const selection = new vscode.Range(line - 1, column - 1, endLine - 1, endColumn - 1);
  await vscode.window.showTextDocument(vscode.Uri.file(path), { selection, preview: true });
}
