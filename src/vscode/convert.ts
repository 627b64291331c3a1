import * as vscode from 'vscode';
import type { Finding } from '../core/finding.ts';

/** Schemes of documents that are the user's own text. What VS Code shows of git, output, chat or search is not. */
const OWN_SCHEMES = new Set(['file', 'untitled', 'vscode-notebook-cell', 'vscode-remote', 'vscode-userdata', 'vscode-vfs']);

/** Whether a document is the user's own: a file, an untitled text, a notebook's cell, or a file of a virtual workspace. */
export function isOwn(uri: vscode.Uri): boolean {
  if (OWN_SCHEMES.has(uri.scheme)) return true;
  return (vscode.workspace.workspaceFolders ?? []).some((folder) => folder.uri.scheme === uri.scheme);
}

/** The absolute path by which the policy knows a document; undefined where no file stands for it. A cell has its notebook's path. */
export function policyPath(uri: vscode.Uri): string | undefined {
  return uri.scheme === 'untitled' ? undefined : uri.fsPath;
}

/** The path for detectors, relative to its folder where it has one. */
export function scanPath(uri: vscode.Uri): string | undefined {
  return uri.scheme === 'untitled' ? undefined : vscode.workspace.asRelativePath(uri, false).replaceAll('\\', '/');
}

export function toRange(document: vscode.TextDocument, span: { readonly start: number; readonly end: number }): vscode.Range {
  return new vscode.Range(document.positionAt(span.start), document.positionAt(span.end));
}

/**
 * What users expect of a linter: nothing here breaks a build, so nothing is an error. Personal data is often meant to be where it is.
 */
export function toSeverity(finding: Finding): vscode.DiagnosticSeverity {
  if (finding.confidence === 'low') return vscode.DiagnosticSeverity.Hint;
  return finding.kind === 'secret' || finding.kind === 'injection'
    ? vscode.DiagnosticSeverity.Warning
    : vscode.DiagnosticSeverity.Information;
}

/** The file that a menu was opened on: the explorer gives its URI, a view of Cordon the row. */
export function uriOf(target: unknown): vscode.Uri | undefined {
  if (target instanceof vscode.Uri) return target;
  const { uri } = (target ?? {}) as { readonly uri?: unknown };
  return uri instanceof vscode.Uri ? uri : undefined;
}
