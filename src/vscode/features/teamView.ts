import * as vscode from 'vscode';
import type { DeliveryState } from '../../node/events.ts';
import { readTeam } from '../../node/team/config.ts';
import type { App } from '../app.ts';
import { type Row, rowsView } from '../rowsView.ts';
import { CONSENT } from './team.ts';

/** Where events go, what waits here and why: the same that `cordon team status` reads. */
export function teamView(app: App): vscode.Disposable {
  let delivery: DeliveryState | undefined;
  const view = rowsView('cordonTeam', () => teamRows(app, delivery));
  return vscode.Disposable.from(
    view,
    app.onDelivery((state) => {
      delivery = state;
      view.refresh();
    }),
    app.session.onDidChange(() => view.refresh()),
    app.settings.onDidChange(() => view.refresh()),
  );
}

/** None without a team, where nothing waits either. */
export async function teamRows(app: App, delivery: DeliveryState | undefined): Promise<readonly Row[]> {
  const team = readTeam();
  const { pending, dead } = await app.sink.waiting();
  const status = { id: 'cordon.showTeamStatus' };
  const rows: (Row | false)[] = [
    team !== undefined && {
      id: 'endpoint',
      label: team.endpoint,
      description: team.id ?? '',
      tooltip: vscode.l10n.t('The endpoint of the team'),
      icon: 'organization',
      command: status,
    },
    team !== undefined && {
      id: 'consent',
      label: team.via === 'managed' ? vscode.l10n.t('The administrator of this machine decided.') : CONSENT[team.consent],
      description: vscode.l10n.t('Detail: {0}', team.detail),
      icon: team.consent === 'given' ? 'pass' : 'circle-slash',
      command: status,
    },
    (team !== undefined || pending > 0) && {
      id: 'waiting',
      label: vscode.l10n.t('Events that wait here: {0}.', pending),
      description: pending === 0 ? '' : whyWaiting(team?.consent, delivery),
      icon: 'clock',
      command: status,
    },
    delivery !== undefined &&
      delivery.kind !== 'ok' &&
      delivery.kind !== 'off' && {
        id: 'trouble',
        label: delivery.message,
        icon: 'warning',
        color: 'list.warningForeground',
        command: status,
      },
    dead > 0 && {
      id: 'dead',
      label: vscode.l10n.t('Events that the endpoint could not read: {0}.', dead),
      icon: 'warning',
      command: status,
    },
  ];
  return rows.filter((row): row is Row => row !== false);
}

function whyWaiting(consent: keyof typeof CONSENT | undefined, delivery: DeliveryState | undefined): string {
  if (consent === undefined) return vscode.l10n.t('from before; no team is set');
  if (consent === 'asked') return vscode.l10n.t('you have not agreed yet');
  if (consent === 'refused') return vscode.l10n.t('you refused');
  return delivery === undefined || delivery.kind === 'ok' ? vscode.l10n.t('sent within seconds') : delivery.message;
}
