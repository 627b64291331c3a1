import * as vscode from 'vscode';
import type { App } from '../app.ts';

const TOKEN = 'cordon.team.token';

/** Delivers decisions to the team's endpoint while one is set; without one, nothing leaves this window. */
export function team(app: App): vscode.Disposable {
  let started: string | undefined;

  const apply = async (): Promise<void> => {
    const url = app.settings.current.team.endpoint;
    const token = url === '' ? undefined : await app.context.secrets.get(TOKEN);
    const wanted = url === '' ? undefined : JSON.stringify([url, token]);
    if (wanted === started) return;
    started = wanted;
    if (url === '') app.sink.stop();
    else app.sink.start({ url, ...(token ? { token } : {}) });
  };
  const later = (): void => app.guarded('team endpoint', apply);

  const timer = setTimeout(later, 1000);
  return vscode.Disposable.from(
    app.settings.onDidChange(later),
    app.context.secrets.onDidChange(({ key }) => {
      if (key === TOKEN) later();
    }),
    vscode.commands.registerCommand('cordon.setTeamToken', () => setToken(app)),
    reportTrouble(app),
    { dispose: () => clearTimeout(timer) },
  );
}

/** Says once when delivery stops working, and once when it works again; the status bar shows it in between. */
function reportTrouble(app: App): vscode.Disposable {
  let troubled = false;
  return app.onDelivery(({ kind, message }) => {
    if (kind === 'ok' || kind === 'off') {
      if (troubled && kind === 'ok')
        void vscode.window.showInformationMessage('Cordon: the team endpoint works again. What waited was sent.');
      troubled = false;
      app.health.clear('team endpoint');
      return;
    }
    app.health.report('team endpoint', message);
    if (troubled) return;
    troubled = true;
    void warn(`Cordon: ${message} Nothing is lost, and the guard works as before.`);
  });
}

async function warn(message: string): Promise<void> {
  const picked = await vscode.window.showWarningMessage(message, 'Open Settings', 'Show Log');
  if (picked === 'Open Settings') await vscode.commands.executeCommand('workbench.action.openSettings', 'cordon.team.endpoint');
  if (picked === 'Show Log') await vscode.commands.executeCommand('cordon.showLog');
}

/** The token goes into VS Code's secret storage, never into settings. */
async function setToken(app: App): Promise<void> {
  const token = await vscode.window.showInputBox({
    title: 'Token of the team endpoint',
    prompt: 'Sent as a bearer token, over https only. Leave it empty to remove the token.',
    password: true,
    ignoreFocusOut: true,
  });
  if (token === undefined) return;
  if (token === '') await app.context.secrets.delete(TOKEN);
  else await app.context.secrets.store(TOKEN, token);
}
