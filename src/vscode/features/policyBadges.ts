import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { isOwn } from '../convert.ts';

/** A letter at each file in the explorer and the tabs whose tier is not the default one. */
export function policyBadges(app: App): vscode.Disposable {
  const changed = new vscode.EventEmitter<undefined>();
  const all = (): void => changed.fire(undefined);
  return vscode.Disposable.from(
    changed,
    vscode.window.registerFileDecorationProvider({
      onDidChangeFileDecorations: changed.event,
      provideFileDecoration: (uri) => badgeOf(app, uri),
    }),
    app.policies.onDidChange(all),
    app.settings.onDidChange(all),
  );
}

/** What the explorer shows at a file; undefined for the default tier. The colour stays git's. */
export function badgeOf(app: App, uri: vscode.Uri): vscode.FileDecoration | undefined {
  if (!app.settings.current.explorer.badges || !isOwn(uri) || !vscode.workspace.getWorkspaceFolder(uri)) return undefined;
  const { tier, rule, glob } = app.classify(uri);
  if (!rule || tier === app.world.policy().defaultTier) return undefined;
  return new vscode.FileDecoration(tier.charAt(0).toUpperCase(), `Cordon: ${tier} (${rule.reason ?? glob ?? rule.match[0]})`);
}
