import { dirname, join, sep } from 'node:path';
import * as vscode from 'vscode';
import { POLICY_FILE } from '../node/policyStore.ts';

/** The classification file closest above a path; where there is none, the one that the workspace folder is to get. */
export async function nearestPolicyFile(uri: vscode.Uri, folder: vscode.WorkspaceFolder): Promise<vscode.Uri> {
  const root = folder.uri.fsPath;
  for (let at = dirname(uri.fsPath); at.startsWith(root + sep); at = dirname(at)) {
    const file = vscode.Uri.file(join(at, POLICY_FILE));
    if (await isThere(file)) return file;
  }
  return vscode.Uri.file(join(root, POLICY_FILE));
}

/** Writes a classification file, saved and as one step of undo. False after having said why nothing was written. */
export async function replacePolicyFile(file: vscode.Uri, document: vscode.TextDocument | undefined, after: string): Promise<boolean> {
  if (!document) {
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(after));
    return true;
  }
  const edit = new vscode.WorkspaceEdit();
  const before = document.getText();
  const { start, end, text } = difference(before, after);
  edit.replace(file, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
  if ((await vscode.workspace.applyEdit(edit)) && (await document.save())) return true;
  void vscode.window.showWarningMessage(
    vscode.l10n.t('Cordon: the classification file could not be written, perhaps because it is read-only.'),
  );
  return false;
}

/** The part that differs, so that an open editor keeps its cursor and its undo is one step. */
function difference(before: string, after: string): { readonly start: number; readonly end: number; readonly text: string } {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < Math.min(before.length, after.length) - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}

export const isThere = (uri: vscode.Uri): Promise<boolean> =>
  Promise.resolve(
    vscode.workspace.fs.stat(uri).then(
      () => true,
      () => false,
    ),
  );
