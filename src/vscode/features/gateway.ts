import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import * as vscode from 'vscode';
import type { Decided } from '../../core/event.ts';
import { placeholderPattern } from '../../core/placeholder.ts';
import { sha256 } from '../../node/crypto.ts';
import { clientAddresses } from '../../node/gateway/addresses.ts';
import { type GatewayState, type Supervisor, superviseGateway } from '../../node/gateway/supervise.ts';
import { NO_WORKSPACE, registerWorkspace } from '../../node/gateway/workspaces.ts';
import { stateFolder } from '../../node/state.ts';
import type { App } from '../app.ts';
import { toKept } from '../app.ts';

/** After the window has opened, ms: nothing of this is needed before somebody opens a terminal. */
const DELAY = 1_500;
/** A gateway that is back by then was hardly missed, ms. */
const PATIENCE = 4_000;

/** Keeps the gateway running while it is switched on, and points the terminals of this window at it. */
export function gateway(app: App): vscode.Disposable {
  let running: Running | undefined;
  const apply = (): void => {
    const { enabled } = app.settings.current.gateway;
    if (enabled && !running) running = run(app);
    if (!enabled) {
      running?.dispose();
      running = undefined;
      clearTerminals(app);
    }
    running?.update();
  };
  const later = (): void => app.guarded('gateway', apply);
  const timer = setTimeout(later, DELAY);
  return vscode.Disposable.from(
    app.settings.onDidChange(later),
    vscode.workspace.onDidChangeWorkspaceFolders(later),
    vscode.workspace.onDidSaveTextDocument((document) => app.guarded('vault', () => pin(app, document))),
    new vscode.Disposable(() => {
      clearTimeout(timer);
      running?.dispose();
      // Terminals that outlive the extension must not point at a gateway that nobody keeps running.
      clearTerminals(app);
    }),
  );
}

interface Running extends vscode.Disposable {
  update(): void;
}

function run(app: App): Running {
  const state = stateFolder();
  let late: NodeJS.Timeout | undefined;
  const told = (next: GatewayState): void => {
    clearTimeout(late);
    if (next.kind === 'up') {
      app.health.clear('gateway');
      pointTerminals(app, state, next);
    }
    if (next.kind === 'down') {
      app.log.warn(`The gateway is down: ${next.reason}`);
      late = setTimeout(() => app.guarded('gateway', () => tellDown(app, next.reason)), PATIENCE);
    }
    app.gateway = next;
  };
  const supervisor: Supervisor = superviseGateway({
    state,
    program: process.execPath,
    args: [join(app.context.extensionPath, 'dist', 'cli.cjs'), 'gateway'],
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    vault: app.vault,
    onState: (next) => app.guarded('gateway', () => told(next)),
    onMessage: (message) => app.guarded('gateway', () => decided(app, state, message)),
    log: (message) => app.log.warn(message),
  });
  return {
    update() {
      if (app.gateway.kind === 'up') pointTerminals(app, state, app.gateway);
    },
    dispose() {
      clearTimeout(late);
      supervisor.dispose();
      app.health.clear('gateway');
    },
  };
}

/** The gateway's decisions for this window's folders are shown beside its own. */
function decided(app: App, state: string, message: Readonly<Record<string, unknown>>): void {
  const { op, of, decided: decision, reason } = message;
  if (op !== 'decided' || !workspacesOf(state).some(({ id }) => id === of)) return;
  app.session.add({ ...toKept(decision as Decided, (id) => app.world.titleOf(id)), ...(typeof reason === 'string' && { reason }) });
}

function tellDown(app: App, reason: string): void {
  const words = vscode.l10n.t('The gateway is not running: {0}', reason);
  const [settings, log] = [vscode.l10n.t('Open Settings'), vscode.l10n.t('Show Log')];
  app.health.report('gateway', words);
  if (vscode.window.terminals.length === 0) return;
  void vscode.window
    .showWarningMessage(
      vscode.l10n.t(
        'Cordon: {0}. AI agents in open terminals reach no provider until it is back; Cordon keeps trying. To do without it, switch it off and open a new terminal.',
        words,
      ),
      settings,
      log,
    )
    .then((picked) => {
      if (picked === settings) void vscode.commands.executeCommand('workbench.action.openSettings', 'cordon.gateway.enabled');
      if (picked === log) app.log.show();
    });
}

interface Workspace {
  readonly folder: vscode.WorkspaceFolder | undefined;
  readonly id: string;
}

/** The folders of this window on a disk; without any, the floor. */
function workspacesOf(state: string): readonly Workspace[] {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  if (folders.length === 0) return [{ folder: undefined, id: NO_WORKSPACE }];
  return folders.map((folder) => ({ folder, id: registerWorkspace(folder.uri.fsPath, state) }));
}

/** What the clients of each provider read their base address from. */
const VARIABLES: Readonly<Record<string, readonly string[]>> = {
  anthropic: ['ANTHROPIC_BASE_URL'],
  openai: ['OPENAI_BASE_URL'],
  gemini: ['GOOGLE_GEMINI_BASE_URL'],
  copilot: ['COPILOT_API_URL'],
};

/** Each folder's terminals get its own addresses, because its own classification file holds for them. */
function pointTerminals(app: App, state: string, { port, token }: { readonly port: number; readonly token: string }): void {
  clearTerminals(app);
  const { environmentVariableCollection: all } = app.context;
  all.persistent = false;
  all.description = vscode.l10n.t('Cordon: AI agents in this terminal send through the gateway, which keeps secrets back.');
  const workspaces = workspacesOf(state);
  for (const { folder, id } of workspaces) {
    const collection = folder && workspaces.length > 1 ? all.getScoped({ workspaceFolder: folder }) : all;
    collection.description = all.description;
    const addresses = clientAddresses(port, token, id);
    for (const [provider, names] of Object.entries(VARIABLES)) {
      for (const name of names) if (isFree(name)) collection.replace(name, addresses[provider] ?? '');
    }
    // Behind a company's proxy, clients would look for the gateway there.
    for (const name of ['NO_PROXY', 'no_proxy']) collection.replace(name, withLoopback(process.env['NO_PROXY'] ?? process.env['no_proxy']));
    if (process.platform !== 'win32') collection.prepend('PATH', commandFolder(app) + delimiter);
    else collection.prepend('Path', commandFolder(app) + delimiter);
  }
}

/** Whoever has pointed the clients elsewhere already keeps that. */
const isFree = (name: string): boolean => {
  const set = process.env[name];
  return set === undefined || set === '' || /^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{48}\//.test(set);
};

function withLoopback(set: string | undefined): string {
  const hosts = (set ?? '').split(',').filter((host) => host !== '');
  return [...hosts, ...['127.0.0.1', 'localhost'].filter((host) => !hosts.includes(host))].join(',');
}

function clearTerminals({ context: { environmentVariableCollection: all } }: App): void {
  all.clear();
  for (const folder of vscode.workspace.workspaceFolders ?? []) all.getScoped({ workspaceFolder: folder }).clear();
}

const COMMAND = 'cordon';

/** A folder with the command `cordon`, which runs in VS Code's own Node. */
function commandFolder({ context }: App): string {
  const folder = join(context.globalStorageUri.fsPath, 'bin');
  const cli = join(context.extensionPath, 'dist', 'cli.cjs');
  mkdirSync(folder, { recursive: true });
  if (process.platform === 'win32') {
    writeFileSync(join(folder, `${COMMAND}.cmd`), `@echo off\r\nset ELECTRON_RUN_AS_NODE=1\r\n"${process.execPath}" "${cli}" %*\r\n`);
    return folder;
  }
  const script = join(folder, COMMAND);
  writeFileSync(script, `#!/bin/sh\nELECTRON_RUN_AS_NODE=1 exec ${quoted(process.execPath)} ${quoted(cli)} "$@"\n`);
  chmodSync(script, 0o755);
  return folder;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** What a placeholder in a saved file stands for does not expire while it stands there. */
function pin(app: App, document: vscode.TextDocument): void {
  if (document.uri.scheme !== 'file') return;
  const text = document.getText();
  const placeholders = text.includes('CORDON_') ? [...new Set(text.match(placeholderPattern()) ?? [])] : [];
  app.vault.pin(sha256(document.uri.fsPath), placeholders);
}
