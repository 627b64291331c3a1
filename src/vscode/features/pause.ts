import * as vscode from 'vscode';
import type { App } from '../app.ts';

/** How long a pause lasts at most, ms. */
const LENGTH = 15 * 60_000;

/**
 * `Cordon: Pause` and `Cordon: Resume`. The reason is asked for in an input box and is no argument of the command: whoever else may run
 * commands in this window, an assistant among them, does not pause the guard without its user.
 */
export function pause(app: App): vscode.Disposable {
  let paused = false;
  const look = (): void => {
    const now = app.pause.left > 0;
    if (now === paused) return;
    paused = now;
    void vscode.commands.executeCommand('setContext', 'cordonPaused', paused);
    if (paused) return;
    app.guardSwitch().on('pause');
    vscode.window.setStatusBarMessage(vscode.l10n.t('Cordon: the guard is on again.'), 5000);
  };
  return vscode.Disposable.from(
    app.pause.onDidChange(() => app.guarded('pause', look)),
    vscode.commands.registerCommand('cordon.pause', () => app.attempt('pause', () => start(app))),
    vscode.commands.registerCommand('cordon.resume', () => app.pause.end()),
  );
}

async function start(app: App): Promise<void> {
  if (!app.guards('requests'))
    return void vscode.window.showInformationMessage(vscode.l10n.t('Cordon: the guard of this window is off already.'));
  const reason = await vscode.window.showInputBox({
    title: vscode.l10n.t('Pause Cordon in this window for 15 minutes'),
    prompt: vscode.l10n.t('Why? The reason goes into the audit log and, if you take part in one, to your team.'),
    placeHolder: vscode.l10n.t('For example: the model needs the test key as it is'),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? vscode.l10n.t('A pause needs a reason. Escape leaves the guard on.') : undefined),
  });
  if (reason === undefined || reason.trim() === '') return;
  app.guardSwitch().off('pause', { reason: reason.trim(), forMs: LENGTH });
  app.pause.start(LENGTH);
  const resume = vscode.l10n.t('Resume');
  const picked = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'Cordon is paused in this window for 15 minutes. What you paste and what AI assistants send leaves this machine as it is; agents in terminals stay guarded.',
    ),
    resume,
  );
  if (picked === resume) app.pause.end();
}
