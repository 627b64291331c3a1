import * as vscode from 'vscode';
import { providerTitle } from '../../core/providers.ts';
import type { App } from '../app.ts';
import { KEPT_ICONS, keptLabel, keptPlace, keptReason, keptTime } from '../keptWords.ts';
import { type Row, rowsView } from '../rowsView.ts';
import type { Kept } from '../session.ts';

/** A row that "Why was this kept back?" can be asked of. */
export type KeptRow = Row & { readonly kept: Kept };

/** This session's decisions, newest first, and what was kept back from each provider. */
export function sessionView(app: App): vscode.Disposable {
  const session = rowsView('cordonSession', () => sessionRows(app.session.kept));
  const providers = rowsView('cordonProviders', () => providerRows(app.session.kept));
  return vscode.Disposable.from(
    session,
    providers,
    app.session.onDidChange(() => {
      session.refresh();
      providers.refresh();
    }),
    vscode.commands.registerCommand('cordon.openPanel', () => vscode.commands.executeCommand('cordonSession.focus')),
  );
}

export const sessionRows = (all: readonly Kept[]): readonly KeptRow[] =>
  all.map((kept, at) => keptRow(kept, `${kept.time}-${at}`)).toReversed();

function keptRow(kept: Kept, id: string): KeptRow {
  const reason = keptReason(kept);
  return {
    id,
    kept,
    label: keptLabel(kept),
    description: `${keptTime(kept)} · ${keptPlace(kept)} · ${kept.tier}`,
    tooltip: [keptLabel(kept), `${keptPlace(kept)} · ${kept.tier}`, kept.path, reason].filter(Boolean).join('\n'),
    spoken: [keptLabel(kept), keptPlace(kept), kept.tier, reason, keptTime(kept)].filter(Boolean).join(', '),
    icon: KEPT_ICONS[kept.action],
    ...(kept.action === 'block' && { color: 'list.warningForeground' }),
    context: 'kept',
    command: { id: 'cordon.whyKeptBack', arguments: [{ kept }] },
  };
}

/** Of what the session remembers: its latest 200 decisions. */
export function providerRows(all: readonly Kept[]): readonly Row[] {
  const byProvider = new Map<string, { kept: Kept; at: number }[]>();
  for (const [at, kept] of all.entries()) {
    if (kept.action !== 'redact' && kept.action !== 'block') continue;
    byProvider.set(kept.provider, [...(byProvider.get(kept.provider) ?? []), { kept, at }]);
  }
  return [...byProvider].map(([provider, own]): Row => {
    const values = own.reduce((sum, { kept }) => sum + (kept.action === 'redact' ? kept.values : 0), 0);
    const refused = own.filter(({ kept }) => kept.action === 'block').length;
    const counts = [
      ...(values > 0 ? [vscode.l10n.t('values replaced: {0}', values)] : []),
      ...(refused > 0 ? [vscode.l10n.t('refused: {0}', refused)] : []),
    ];
    return {
      id: provider,
      label: provider === '' || provider === '*' ? vscode.l10n.t('Any provider') : providerTitle(provider),
      description: counts.join(' · '),
      icon: 'cloud',
      children: () => own.map(({ kept, at }) => keptRow(kept, `${provider}-${kept.time}-${at}`)).toReversed(),
    };
  });
}
