import * as vscode from 'vscode';
import type { VaultRow } from '../../node/vault/store.ts';
import type { App } from '../app.ts';
import { type Row, rowsView } from '../rowsView.ts';

const DAY = 24 * 60 * 60 * 1000;

/** A row that can be forgotten. */
type PlaceholderRow = Row & { readonly placeholder: string };

/** The placeholders of this workspace: what kind, how old, until when, whether one stands in a file. Never a value. */
export function vaultView(app: App): vscode.Disposable {
  const view = rowsView('cordonVault', async () => vaultRows(app, await app.vault.list()));
  const forget = async (placeholders: readonly string[], question: string): Promise<void> => {
    if (placeholders.length === 0) return void vscode.window.showInformationMessage(vscode.l10n.t('Cordon: there is nothing to forget.'));
    const yes = vscode.l10n.t('Forget');
    const detail = vscode.l10n.t(
      'Where a placeholder stands, in a file or in a conversation, its value cannot be restored any more. This cannot be undone.',
    );
    if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) !== yes) return;
    app.vault.forget(placeholders);
    view.refresh();
  };
  return vscode.Disposable.from(
    view,
    app.session.onDidChange(() => view.refresh()),
    vscode.commands.registerCommand('cordon.forgetPlaceholder', (row?: Partial<PlaceholderRow>) =>
      app.attempt('vault', async () => {
        const placeholder = row?.placeholder ?? (await pick(app));
        if (placeholder !== undefined) await forget([placeholder], vscode.l10n.t('Forget what {0} stands for?', placeholder));
      }),
    ),
    vscode.commands.registerCommand('cordon.forgetAllPlaceholders', () =>
      app.attempt('vault', async () => {
        const all = (await app.vault.list()).map(({ placeholder }) => placeholder);
        await forget(all, vscode.l10n.t('Forget what all placeholders of this workspace stand for ({0})?', all.length));
      }),
    ),
  );
}

/** Without a row, as from the palette. */
async function pick(app: App): Promise<string | undefined> {
  const rows = vaultRows(app, await app.vault.list());
  const items = rows.map(({ placeholder, description }) => ({ label: placeholder, description: description ?? '' }));
  return (await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Which placeholder?') }))?.label;
}

export function vaultRows(app: App, rows: readonly VaultRow[]): readonly PlaceholderRow[] {
  return rows.toReversed().map(({ placeholder, used, expires, files }): PlaceholderRow => {
    const type = placeholder.slice('CORDON_'.length, -'_000000000000'.length);
    const title = app.scanner().detectors.find((detector) => detector.type === type)?.title ?? type;
    const life = [
      used === undefined ? vscode.l10n.t('in this window’s memory only') : vscode.l10n.t('used: {0}', dayOf(used)),
      files > 0
        ? vscode.l10n.t('kept while it stands in files: {0}', files)
        : expires !== undefined && vscode.l10n.t('forgotten in days: {0}', Math.max(0, Math.ceil((expires - Date.now()) / DAY))),
    ].filter((each) => each !== false);
    return {
      id: placeholder,
      placeholder,
      label: title,
      description: `${placeholder.slice(-12)} · ${life.join(' · ')}`,
      tooltip: [placeholder, title, ...life].join('\n'),
      spoken: [title, ...life].join(', '),
      icon: files > 0 ? 'pinned' : 'key',
      context: 'placeholder',
    };
  });
}

const dayOf = (time: number): string => new Date(time).toLocaleDateString();
