import * as vscode from 'vscode';
import { readTeam, readStoredTeam, removeTeam, type StoredTeam, type TeamInForce, withConsent, writeTeam } from '../../node/team/config.ts';
import { decodeInvitation } from '../../node/team/joinCode.ts';
import type { App } from '../app.ts';
import type { Settings } from '../settings.ts';
import { askConsent, showExample } from './teamConsent.ts';

const TOKEN = 'cordon.team.token';

/** Delivers decisions to the team's endpoint while one is set and the user agreed; else nothing leaves this machine. */
export function team(app: App): vscode.Disposable {
  let started: string | undefined;
  let asked: string | undefined;

  const apply = async (): Promise<void> => {
    syncSettings(app.settings.current.team);
    const current = readTeam();
    const token = current && (await app.context.secrets.get(TOKEN));
    const wanted = current?.consent === 'given' ? JSON.stringify([current, token]) : undefined;
    if (wanted !== started) {
      started = wanted;
      if (current && wanted) app.sink.start({ url: current.endpoint, ...(token ? { token } : {}) });
      else app.sink.stop();
    }
    if (current?.consent === 'asked' && asked !== current.endpoint + current.detail) {
      asked = current.endpoint + current.detail;
      if (await askConsent(app, current)) await apply();
    }
  };
  const later = (): void => app.guarded('team endpoint', apply);
  const register = (id: string, work: () => Promise<void>): vscode.Disposable =>
    vscode.commands.registerCommand(id, () => app.attempt('team endpoint', work));

  const timer = setTimeout(later, 1000);
  return vscode.Disposable.from(
    app.settings.onDidChange(later),
    app.context.secrets.onDidChange(({ key }) => {
      if (key === TOKEN) later();
    }),
    register('cordon.setTeamToken', () => setToken(app)),
    register('cordon.joinTeam', async () => {
      if (await join(app)) await apply();
    }),
    register('cordon.showTeamStatus', async () => {
      if (await showStatus(app)) await apply();
    }),
    reportTrouble(app),
    { dispose: () => clearTimeout(timer) },
  );
}

/** What the settings say is what `team.json` says, so that the gateway, hooks and the command line know it too. */
function syncSettings({ endpoint, detail, tls }: Settings['team']): void {
  const stored = readStoredTeam();
  if (endpoint === '' && stored?.via !== 'join') {
    if (stored) removeTeam();
    return;
  }
  const files = Object.fromEntries(Object.entries(tls).filter(([, file]) => file !== ''));
  const { tls: _tls, ...rest } = stored ?? { endpoint, via: 'settings' as const };
  const next: StoredTeam = {
    ...rest,
    ...(endpoint !== '' && { endpoint }),
    ...(detail !== undefined && { detail }),
    ...(Object.keys(files).length > 0 && { tls: files }),
  };
  if (JSON.stringify(next) !== JSON.stringify(stored)) writeTeam(next);
}

/** Joins by a code: endpoint, key of the fingerprints and token in one step. */
async function join(app: App): Promise<boolean> {
  const code = await vscode.window.showInputBox({
    title: vscode.l10n.t('Join a team'),
    prompt: vscode.l10n.t('The join code that your team gave you. You are shown what is sent, and asked, before anything is.'),
    password: true,
    ignoreFocusOut: true,
    validateInput(text) {
      try {
        if (text !== '') decodeInvitation(text);
        return undefined;
      } catch (error) {
        return error instanceof Error ? error.message : vscode.l10n.t('The join code cannot be read.');
      }
    },
  });
  if (!code) return false;
  const { endpoint, id, key, token } = decodeInvitation(code);
  if (app.settings.current.team.endpoint !== '' && app.settings.current.team.endpoint !== endpoint) {
    const message = vscode.l10n.t(
      'Cordon: the setting {0} names another endpoint, and it comes first. Empty it to join this team.',
      'cordon.team.endpoint',
    );
    if (await vscode.window.showWarningMessage(message, vscode.l10n.t('Open Settings')))
      await vscode.commands.executeCommand('workbench.action.openSettings', 'cordon.team.endpoint');
    return false;
  }
  if (token !== undefined) await app.context.secrets.store(TOKEN, token);
  writeTeam({ endpoint, id, key, via: 'join', detail: app.settings.current.team.detail ?? 'standard' });
  return true;
}

interface Row extends vscode.QuickPickItem {
  readonly run?: () => Promise<boolean>;
}

/** What is sent where, what waits, and what can be done. Resolves with whether something changed. */
async function showStatus(app: App): Promise<boolean> {
  const current = readTeam();
  const { pending, dead } = await app.sink.waiting();
  const picked = await vscode.window.showQuickPick<Row>(current ? rowsOf(app, current, pending, dead) : joinRows, {
    title: vscode.l10n.t('Cordon: team'),
    placeHolder: current
      ? `${CONSENT[current.consent]} ${vscode.l10n.t('Events that wait here: {0}.', pending)}`
      : vscode.l10n.t('No team is set. Nothing leaves this machine.'),
  });
  return (await picked?.run?.()) ?? false;
}

/** What the user's answer means for events. */
export const CONSENT: Readonly<Record<TeamInForce['consent'], string>> = {
  given: vscode.l10n.t('Events are sent.'),
  refused: vscode.l10n.t('You refused, so nothing is kept for sending.'),
  asked: vscode.l10n.t('Nothing is sent before you agree.'),
};

const joinRows: readonly Row[] = [
  {
    label: `$(organization) ${vscode.l10n.t('Join a Team…')}`,
    detail: vscode.l10n.t('With the code that your team gave you'),
    run: () => runCommand('cordon.joinTeam'),
  },
  {
    label: `$(gear) ${vscode.l10n.t('Set an Endpoint…')}`,
    detail: vscode.l10n.t('Any OpenTelemetry (OTLP/HTTP) receiver'),
    run: () => openSettings('cordon.team.endpoint'),
  },
];

function rowsOf(app: App, current: TeamInForce, pending: number, dead: number): readonly Row[] {
  const stored = readStoredTeam();
  const answer = async (given: boolean): Promise<boolean> => {
    if (stored) writeTeam(withConsent(stored, given, Date.now()));
    return true;
  };
  const rows: (Row | false | undefined)[] = [
    {
      label: `$(cloud) ${current.endpoint}`,
      description: current.id ?? '',
      detail: vscode.l10n.t('The endpoint. Opens its settings'),
      run: () => openSettings('cordon.team.endpoint'),
    },
    {
      label: `$(json) ${vscode.l10n.t('Show One Event in Full')}`,
      detail: vscode.l10n.t('Detail: {0}', current.detail),
      run: async () => (await showExample(app, current), false),
    },
    current.consent !== 'given' && {
      label: `$(check) ${vscode.l10n.t('Send Events')}`,
      detail: vscode.l10n.t('You can change your mind here'),
      run: () => answer(true),
    },
    current.consent === 'given' &&
      current.via !== 'managed' && {
        label: `$(circle-slash) ${vscode.l10n.t('Stop Sending')}`,
        detail: vscode.l10n.t('Nothing more is kept for sending'),
        run: () => answer(false),
      },
    current.consent === 'given' && {
      label: `$(cloud-upload) ${vscode.l10n.t('Send Now')}`,
      detail:
        dead > 0
          ? vscode.l10n.t('Waiting: {0}; not readable for the endpoint: {1}', pending, dead)
          : vscode.l10n.t('Waiting: {0}', pending),
      run: () => flush(app, current),
    },
    { label: `$(key) ${vscode.l10n.t('Set the Token…')}`, run: () => runCommand('cordon.setTeamToken') },
    current.via === 'join' && {
      label: `$(sign-out) ${vscode.l10n.t('Leave the Team')}`,
      run: async () => {
        removeTeam();
        return true;
      },
    },
  ];
  return rows.filter((row): row is Row => row !== false && row !== undefined);
}

async function flush(app: App, current: TeamInForce): Promise<boolean> {
  const token = await app.context.secrets.get(TOKEN);
  const result = await app.sink.flush({ url: current.endpoint, ...(token ? { token } : {}) });
  if (!result) return false;
  const { delivered, pending, state } = result;
  const said = vscode.l10n.t('Cordon: events delivered: {0}, still waiting: {1}.', delivered, pending);
  if (state.kind === 'ok') void vscode.window.showInformationMessage(said);
  else void warn(`${said} ${state.message}`);
  return false;
}

const runCommand = async (command: string): Promise<boolean> => {
  await vscode.commands.executeCommand(command);
  return false;
};
const openSettings = async (query: string): Promise<boolean> => {
  await vscode.commands.executeCommand('workbench.action.openSettings', query);
  return false;
};

/** Says once when delivery stops working, and once when it works again; the status bar shows it in between. */
function reportTrouble(app: App): vscode.Disposable {
  let troubled = false;
  return app.onDelivery(({ kind, message }) => {
    if (kind === 'ok' || kind === 'off') {
      if (troubled && kind === 'ok')
        void vscode.window.showInformationMessage(vscode.l10n.t('Cordon: the team endpoint works again. What waited was sent.'));
      troubled = false;
      app.health.clear('team endpoint');
      return;
    }
    app.health.report('team endpoint', message);
    if (troubled) return;
    troubled = true;
    void warn(vscode.l10n.t('Cordon: {0} Nothing is lost, and the guard works as before.', message));
  });
}

async function warn(message: string): Promise<void> {
  const [settings, log] = [vscode.l10n.t('Open Settings'), vscode.l10n.t('Show Log')];
  const picked = await vscode.window.showWarningMessage(message, settings, log);
  if (picked === settings) await openSettings('cordon.team.endpoint');
  if (picked === log) await vscode.commands.executeCommand('cordon.showLog');
}

/** The token goes into VS Code's secret storage, never into settings. */
async function setToken(app: App): Promise<void> {
  const token = await vscode.window.showInputBox({
    title: vscode.l10n.t('Token of the team endpoint'),
    prompt: vscode.l10n.t('Sent as a bearer token, over https only. Leave it empty to remove the token.'),
    password: true,
    ignoreFocusOut: true,
  });
  if (token === undefined) return;
  if (token === '') await app.context.secrets.delete(TOKEN);
  else await app.context.secrets.store(TOKEN, token);
}
