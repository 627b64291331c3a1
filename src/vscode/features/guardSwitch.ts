import type * as vscode from 'vscode';
import type { App } from '../app.ts';
import type { Settings } from '../settings.ts';

/** Records when the settings switch the guard off and on again, by whatever hand: a command, the settings page, an edit of the file. */
export function guardSwitch(app: App): vscode.Disposable {
  const look = ({ requests, paste }: Settings): void => {
    if (requests.enabled && paste.enabled) app.guardSwitch().on('settings');
    else if (requests.enabled)
      app.guardSwitch().off('settings', { reason: 'The user switched the guard of pastes off.', surface: 'paste' });
    else app.guardSwitch().off('settings', { reason: 'The user switched the guard off.' });
  };
  app.guarded('guard switch', () => look(app.settings.current));
  return app.settings.onDidChange((settings) => app.guarded('guard switch', () => look(settings)));
}
