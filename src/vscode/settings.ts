import * as vscode from 'vscode';
import { DEFAULTS, type SettingName } from './defaults.ts';

/**
 * The settings, read in one place and passed down as values. All of them have the scope `machine`: a workspace's own
 * settings cannot disarm its user.
 */
export interface Settings {
  readonly requests: { readonly enabled: boolean };
  readonly paste: { readonly enabled: boolean; readonly notify: boolean };
  readonly diagnostics: { readonly enabled: boolean; readonly hints: boolean };
  readonly team: {
    /** Empty: nothing is sent. */
    readonly endpoint: string;
  };
}

/** A value of the wrong type counts as the default: a typing error in settings.json does not open the guard. */
export function readSettings(): Settings {
  const section = vscode.workspace.getConfiguration('cordon');
  const flag = (name: SettingName): boolean => {
    const value = section.get<unknown>(name);
    return typeof value === 'boolean' ? value : DEFAULTS[name] === true;
  };
  const endpoint = section.get<unknown>('team.endpoint');
  return {
    requests: { enabled: flag('requests.enabled') },
    paste: { enabled: flag('paste.enabled'), notify: flag('paste.notify') },
    diagnostics: { enabled: flag('diagnostics.enabled'), hints: flag('diagnostics.hints') },
    team: { endpoint: typeof endpoint === 'string' ? endpoint.trim() : DEFAULTS['team.endpoint'] },
  };
}

/** Writes a setting for the user, or for the remote machine where the window is on one. */
export async function writeSetting(name: SettingName, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration('cordon').update(name, value, vscode.ConfigurationTarget.Global);
}

export interface LiveSettings extends vscode.Disposable {
  readonly current: Settings;
  readonly onDidChange: vscode.Event<Settings>;
}

/** The settings as they are now, and an event when one of them changed. */
export function watchSettings(): LiveSettings {
  const changed = new vscode.EventEmitter<Settings>();
  let current = readSettings();
  const listener = vscode.workspace.onDidChangeConfiguration((event) => {
    if (!event.affectsConfiguration('cordon')) return;
    current = readSettings();
    changed.fire(current);
  });
  return {
    get current() {
      return current;
    },
    onDidChange: changed.event,
    dispose() {
      listener.dispose();
      changed.dispose();
    },
  };
}
