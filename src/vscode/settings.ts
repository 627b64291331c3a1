import * as vscode from 'vscode';
import type { Detail } from '../node/otlp.ts';
import { DEFAULTS, type SettingName } from './defaults.ts';

/**
 * The settings, read in one place and passed down as values. All of them have the scope `machine`: a workspace's own
 * settings cannot disarm its user.
 */
export interface Settings {
  readonly requests: { readonly enabled: boolean };
  readonly gateway: { readonly enabled: boolean };
  readonly paste: { readonly enabled: boolean; readonly notify: boolean };
  readonly copyGuard: { readonly enabled: boolean };
  readonly diagnostics: { readonly enabled: boolean; readonly hints: boolean };
  /** Whether the explorer shows the tier of files that are not of the default one. */
  readonly explorer: { readonly badges: boolean };
  readonly audit: { readonly enabled: boolean; readonly retentionDays: number };
  readonly models: {
    /** As written; `modelEndpoints.ts` reads it. */
    readonly endpoints: unknown;
  };
  readonly policy: {
    /** Absolute paths of policies that no workspace may loosen. */
    readonly floor: readonly string[];
  };
  readonly team: {
    /** Empty: nothing is sent, unless a team was joined. */
    readonly endpoint: string;
    /** Undefined: as the team was joined. */
    readonly detail?: Detail;
    /** PEM files; empty where there is none. */
    readonly tls: { readonly cert: string; readonly key: string; readonly ca: string };
  };
}

/** A value of the wrong type counts as the default: a typing error in settings.json does not open the guard. */
export function readSettings(): Settings {
  const section = vscode.workspace.getConfiguration('cordon');
  const flag = (name: SettingName): boolean => {
    const value = section.get<unknown>(name);
    return typeof value === 'boolean' ? value : DEFAULTS[name] === true;
  };
  const text = (name: SettingName): string => {
    const value = section.get<unknown>(name);
    return typeof value === 'string' ? value.trim() : String(DEFAULTS[name]);
  };
  const days = section.get<unknown>('audit.retentionDays');
  const { globalValue: detail } = section.inspect('team.detail') ?? {};
  return {
    requests: { enabled: flag('requests.enabled') },
    gateway: { enabled: flag('gateway.enabled') },
    paste: { enabled: flag('paste.enabled'), notify: flag('paste.notify') },
    copyGuard: { enabled: flag('copyGuard.enabled') },
    diagnostics: { enabled: flag('diagnostics.enabled'), hints: flag('diagnostics.hints') },
    explorer: { badges: flag('explorer.badges') },
    audit: {
      enabled: flag('audit.enabled'),
      retentionDays: typeof days === 'number' && days >= 1 ? Math.floor(days) : DEFAULTS['audit.retentionDays'],
    },
    policy: { floor: text('policy.floor') === '' ? [] : [text('policy.floor')] },
    team: {
      endpoint: text('team.endpoint'),
      // What is not understood sends the least.
      ...(detail !== undefined && { detail: detail === 'standard' || detail === 'paths' ? detail : 'counts' }),
      tls: { cert: text('team.certificate'), key: text('team.certificateKey'), ca: text('team.certificateAuthority') },
    },
    models: { endpoints: section.get<unknown>('models.endpoints') },
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
