import { mkdirSync, openSync, writeFileSync, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { end, runOrFail, start } from './processes.ts';
import { Failure } from './progress.ts';

export interface HostOptions {
  /** The server, from `ensureHost()`. */
  readonly host: string;
  /** Settings, logs, global state: a folder of this host's own. */
  readonly data: string;
  readonly extensions: string;
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** Who may open the page; absent: whoever reaches the port on this machine. */
  readonly token?: string;
  /** Restricted Mode, for folders the user has not trusted. */
  readonly workspaceTrust?: boolean;
  /** For tests: the address may name an extension and its tests; VS Code then keeps its notifications in their centre. */
  readonly driver?: boolean;
  /** The display language, of which the data folder must hold a language pack; absent: English. */
  readonly language?: string;
  readonly env?: NodeJS.ProcessEnv;
}

export interface Host {
  readonly port: number;
  /** The address of a workspace; `payload` as in `extensionTestsPath` works because of the smoke test driver. */
  address(folder: string, payload?: readonly (readonly [string, string])[]): string;
  /** The file holding what the server printed. */
  readonly log: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

/** Starts the VS Code server on the loopback interface and waits until it listens. */
export async function startHost(options: HostOptions): Promise<Host> {
  const port = options.port || (await freePort());
  mkdirSync(options.data, { recursive: true });
  mkdirSync(options.extensions, { recursive: true });
  const log = join(options.data, 'server.log');
  const output = openSync(log, 'w');
  const child = start(process.execPath, [...serverArguments(options), '--host', '127.0.0.1', '--port', String(port)], {
    stdio: ['ignore', output, output],
    env: { ...process.env, ...options.env, VSCODE_PROXY_URI: '' },
  });
  await listening(child, log);
  return {
    port,
    address: (folder, payload) => address(port, folder, options.token, payload),
    log,
    process: child,
    stop: () => end(child),
  };
}

/** Installs a VSIX into an extensions folder, by the server itself. */
export async function installExtension(options: Pick<HostOptions, 'host' | 'data' | 'extensions'>, vsix: string): Promise<void> {
  const output = await runOrFail(process.execPath, [
    join(options.host, 'out', 'server-main.js'),
    '--accept-server-license-terms',
    '--server-data-dir',
    options.data,
    '--extensions-dir',
    options.extensions,
    '--install-extension',
    vsix,
    '--force',
  ]);
  if (!/successfully installed/.test(output)) throw new Failure(`VS Code did not install ${vsix}:\n${output}`);
}

/** Writes the user's settings of a host, and its chat models where there are some. */
export function writeUserFiles(data: string, settings: object, chatModels?: object): void {
  const user = join(data, 'User');
  mkdirSync(user, { recursive: true });
  writeFileSync(join(user, 'settings.json'), `${JSON.stringify(settings, undefined, 2)}\n`);
  if (chatModels) writeFileSync(join(user, 'chatLanguageModels.json'), `${JSON.stringify(chatModels, undefined, 2)}\n`);
}

/** A port that was free a moment ago. */
export function freePort(preferred = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', (error) => (preferred ? freePort().then(resolve, reject) : reject(error)));
    probe.listen(preferred, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function serverArguments(options: HostOptions): string[] {
  return [
    join(options.host, 'out', 'server-main.js'),
    ...(options.token ? ['--connection-token', options.token] : ['--without-connection-token']),
    '--accept-server-license-terms',
    '--server-data-dir',
    options.data,
    '--user-data-dir',
    options.data,
    '--extensions-dir',
    options.extensions,
    ...(options.driver ? ['--enable-smoke-test-driver'] : []),
    '--disable-telemetry',
    '--telemetry-level',
    'off',
    ...(options.language === undefined ? [] : ['--locale', options.language]),
    ...(options.workspaceTrust ? [] : ['--disable-workspace-trust']),
  ];
}

function address(port: number, folder: string, token?: string, payload?: readonly (readonly [string, string])[]): string {
  const query = [`folder=${encodeURI(folder)}`];
  if (token) query.unshift(`tkn=${encodeURIComponent(token)}`);
  if (payload) query.push(`payload=${encodeURIComponent(JSON.stringify(payload))}`);
  return `http://127.0.0.1:${port}/?${query.join('&')}`;
}

async function listening(child: ChildProcess, log: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const text = existsSync(log) ? readFileSync(log, 'utf8') : '';
    if (/Extension host agent listening on/.test(text)) return;
    if (child.exitCode !== null) throw new Failure(`VS Code did not start:\n${text.slice(-2000)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await end(child);
  throw new Failure(`VS Code did not start within a minute. Its output is in ${log}.`);
}
