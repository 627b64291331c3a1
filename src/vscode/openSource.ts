import * as vscode from 'vscode';
import type { Source } from '../core/policy/policy.ts';
import type { App } from './app.ts';

/** Opens the line of a classification file that decided. Rules that Cordon brings along stand in no file, which is then said. */
export async function openSource(app: App, source: Source, near?: vscode.Uri): Promise<void> {
  if (source.file === 'built-in') {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Cordon: this rule is built in. A rule of your own in .cordon.yaml can classify the file otherwise.'),
    );
    return;
  }
  const file = await find(source.file, near);
  if (!file) {
    app.log.warn(`The classification file that decided is not in an open folder.`);
    return;
  }
  const line = Math.max(0, source.line - 1);
  await vscode.window.showTextDocument(file, { selection: new vscode.Range(line, 0, line, 0) });
}

/** A source's file is named relative to its folder; with many folders the one around `near` goes first. */
async function find(file: string, near: vscode.Uri | undefined): Promise<vscode.Uri | undefined> {
  const folders = [...(vscode.workspace.workspaceFolders ?? [])];
  const own = near && vscode.workspace.getWorkspaceFolder(near);
  if (own) folders.unshift(own);
  for (const folder of folders) {
    const uri = file.startsWith('/') || /^[A-Za-z]:[\\/]/.test(file) ? vscode.Uri.file(file) : vscode.Uri.joinPath(folder.uri, file);
    const there = await vscode.workspace.fs.stat(uri).then(
      () => true,
      () => false,
    );
    if (there) return uri;
  }
  return undefined;
}
