import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { KNOWN_ASSISTANTS, type Unseen, unseenAssistants } from '../assistants.ts';

const FEATURE = 'requests of GitHub Copilot';

/** Says in the status bar when an assistant's requests do not pass Cordon, with the way out. */
export function unseen(app: App): vscode.Disposable {
  const look = (): void => {
    const bypassed = currentUnseen(app).find((each) => each.bypassed);
    if (bypassed) app.health.report(FEATURE, `${bypassed.why} ${bypassed.wayOut}`);
    else app.health.clear(FEATURE);
  };
  look();
  return vscode.Disposable.from(vscode.extensions.onDidChange(look), app.session.onDidChange(look));
}

/** The assistants of this window whose requests do not pass it. */
export function currentUnseen(app: App): Unseen[] {
  const there = KNOWN_ASSISTANTS.filter((id) => vscode.extensions.getExtension(id) !== undefined);
  return unseenAssistants(app.hostGuard.facts, there, { copilot: app.session.seen.has('copilot') });
}
