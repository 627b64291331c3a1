import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { KNOWN_ASSISTANTS, type Unseen, unseenAssistants } from '../assistants.ts';

const FEATURE = 'requests of GitHub Copilot';

/** Says in the status bar when an assistant's requests do not pass Cordon, with the way out. */
export function unseen(app: App): vscode.Disposable {
  const look = (): void => {
    const bypassed = currentUnseen(app).find((each) => each.bypassed);
    if (bypassed) app.health.report(FEATURE, unseenWords(bypassed));
    else app.health.clear(FEATURE);
  };
  look();
  return vscode.Disposable.from(vscode.extensions.onDidChange(look), app.session.onDidChange(look));
}

/** What is the matter with an assistant, and the way out. */
export function unseenWords({ title, why }: Unseen): string {
  switch (why) {
    case 'network-stack':
      return vscode.l10n.t(
        '{0} sends by Electron’s network stack, which Cordon could not guard here. Run “Cordon: Move Copilot to a Fetcher That Cordon Sees”.',
        title,
      );
    case 'started-before':
      return vscode.l10n.t(
        '{0} was running before Cordon started, so its requests do not pass Cordon. Reload the window, or run “Cordon: Move Copilot to a Fetcher That Cordon Sees”.',
        title,
      );
    case 'own-process':
      return vscode.l10n.t(
        '{0} sends from a process of its own, which the guard of this window does not see. Use Cordon’s gateway or its hooks for it.',
        title,
      );
  }
}

/** The assistants of this window whose requests do not pass it. */
export function currentUnseen(app: App): Unseen[] {
  const there = KNOWN_ASSISTANTS.filter((id) => vscode.extensions.getExtension(id) !== undefined);
  return unseenAssistants(app.hostGuard.facts, there, { copilot: app.session.seen.has('copilot') });
}
