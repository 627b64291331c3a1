import * as vscode from 'vscode';
import { usageWords } from '../../core/policy/language/hover.ts';
import type { RuleUsage } from '../../core/policy/usage.ts';
import type { App } from '../app.ts';
import { POLICY_SELECTOR, readPolicyDocument, usageOf } from '../policyDocument.ts';

/** Above each rule how many files it matches; a click lists them. */
export function policyLens(app: App): vscode.Disposable {
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: app.files.onDidChange,
    provideCodeLenses: (document) =>
      app.attempt('classification file', async () => {
        const usages = await usageOf(app, document, readPolicyDocument(app, document));
        return usages.map((usage) => lens(document, usage));
      }),
  };
  return vscode.Disposable.from(
    vscode.languages.registerCodeLensProvider(POLICY_SELECTOR, provider),
    vscode.commands.registerCommand('_cordon.listMatches', (document: vscode.Uri, usage: RuleUsage) =>
      app.attempt('classification file', () => list(document, usage)),
    ),
  );
}

function lens(document: vscode.TextDocument, usage: RuleUsage): vscode.CodeLens {
  const line = Math.min(document.lineCount, usage.rule.source.line) - 1;
  const { matches, decides } = usage;
  const less = matches.length > decides.length ? `, ${vscode.l10n.t('decides {0}', decides.length)}` : '';
  return new vscode.CodeLens(new vscode.Range(line, 0, line, 0), {
    title: `${usageWords(usage)}${less}`,
    tooltip: vscode.l10n.t('List the files'),
    command: '_cordon.listMatches',
    arguments: [document.uri, usage],
  });
}

async function list(document: vscode.Uri, { rule, matches, decides }: RuleUsage): Promise<void> {
  const folder = vscode.workspace.getWorkspaceFolder(document);
  if (!folder) return;
  const deciding = new Set(decides);
  const rows = matches.map((path) => ({
    label: path,
    ...(!deciding.has(path) && { description: vscode.l10n.t('another rule decides') }),
  }));
  const picked = await vscode.window.showQuickPick(rows, {
    title: `Cordon: ${rule.match.join(', ')} (${rule.tier})`,
    placeHolder: rows.length === 0 ? vscode.l10n.t('This rule matches no file.') : vscode.l10n.t('Enter opens the file'),
    matchOnDescription: true,
  });
  if (picked) await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, picked.label));
}
