import * as vscode from 'vscode';
import { readInstanceId } from '../../node/instanceId.ts';
import { stateFolder } from '../../node/state.ts';
import { readStoredTeam, type TeamInForce, withConsent, writeTeam } from '../../node/team/config.ts';
import { exampleEvent } from '../../node/team/example.ts';
import type { App } from '../app.ts';

/** Asks whether events may be sent, with one event to look at first. Resolves with whether the user answered. */
export async function askConsent(app: App, team: TeamInForce): Promise<boolean> {
  const send = vscode.l10n.t('Send Events');
  const refuse = vscode.l10n.t('Do Not Send');
  const show = vscode.l10n.t('Show One Event');
  for (;;) {
    const picked = await vscode.window.showInformationMessage(
      vscode.l10n.t(
        'Cordon: may it report what it keeps back to {0}? An event says which rule acted, never a value. Nothing is sent before you agree.',
        team.endpoint,
      ),
      show,
      send,
      refuse,
    );
    if (picked === show) await showExample(app, team);
    if (picked !== send && picked !== refuse) {
      if (picked === show) continue;
      return false;
    }
    const stored = readStoredTeam();
    if (stored) writeTeam(withConsent(stored, picked === send, Date.now()));
    return stored !== undefined;
  }
}

/** One event with everything it holds, as it would be sent. */
export async function showExample({ context }: App, { detail, id }: TeamInForce): Promise<void> {
  const { version } = context.extension.packageJSON as { readonly version: string };
  const state = stateFolder();
  const resource = {
    serviceName: 'cordon',
    serviceVersion: version,
    instanceId: readInstanceId(state),
    ...(id !== undefined && { teamId: id }),
  };
  const document = await vscode.workspace.openTextDocument({ language: 'json', content: exampleEvent(resource, detail) });
  await vscode.window.showTextDocument(document, { preview: true });
}
