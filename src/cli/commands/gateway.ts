import { Command, Option } from 'commander';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { clientAddresses } from '../../node/gateway/addresses.ts';
import { runGateway } from '../../node/gateway/run.ts';
import { overrideProblem } from '../../node/gateway/upstreams.ts';
import { NO_WORKSPACE, registerWorkspace } from '../../node/gateway/workspaces.ts';
import { whyUnreadable } from '../../node/files.ts';
import { findPolicyFolder } from '../../node/policyStore.ts';
import { stateFolder } from '../../node/state.ts';
import { CliError, EXIT, say, write } from '../io.ts';
import type { Cli } from '../main.ts';

interface Options {
  readonly port?: number;
  readonly upstream: ReadonlyMap<string, URL>;
  readonly workspace?: string;
  readonly ca?: string;
  readonly json?: boolean;
  readonly whileUsed?: boolean;
}

/** `cordon gateway`: the reverse proxy on loopback that AI clients are pointed at. Runs until it is told to stop. */
export const gatewayCommand = (cli: Cli): Command =>
  new Command('gateway')
    .description('Stand between AI clients and their providers: requests are redacted or refused, answers restored. Runs until stopped.')
    .option('--port <number>', 'where to listen on 127.0.0.1; 0: any free port. Default: the same as last time', readPort)
    .option(
      '--upstream <name=url>',
      'where requests for a provider go; may be given several times',
      collectUpstream,
      new Map<string, URL>(),
    )
    .option('--workspace <folder>', 'whose classification file holds for the addresses that are printed; - for none. Default: this folder')
    .option('--ca <file>', 'a PEM file of certificates to trust besides those Node knows')
    .option('--json', 'print the addresses as one line of JSON as soon as they answer')
    .addOption(new Option('--while-used', 'end some time after the last window of VS Code has gone').hideHelp())
    .action((options: Options) => run(cli, options));

async function run(cli: Cli, options: Options): Promise<void> {
  const state = stateFolder();
  const tell = (message: string): void => say(cli.io, message);
  const ending = signals();
  const gateway = await runGateway({
    state,
    version: cli.version,
    ...(options.port !== undefined && { port: options.port }),
    ...(options.ca !== undefined && { ca: readCertificates(cli.io.cwd, options.ca) }),
    // A window of VS Code that started this one sends for it, and has the token.
    ...(!options.whileUsed && { send: { token: process.env['CORDON_TEAM_TOKEN'] } }),
    ...(options.whileUsed && { whenIdle: { idle: GRACE, do: ending.stop } }),
    overrides: options.upstream,
    log: tell,
  }).catch((error: unknown) => {
    throw startFailure(error, options);
  });
  const workspace = workspaceOf(options.workspace, cli.io.cwd, state);
  const providers = clientAddresses(gateway.port, gateway.token, workspace, options.upstream);
  if (gateway.already !== undefined) {
    if (options.upstream.size > 0) throw new CliError(`${runsAlready(gateway.already)} without these upstreams. ${ANOTHER}`, EXIT.failure);
    tell(`${runsAlready(gateway.already)}; these are its addresses.`);
  }
  gateway.warm(workspace);
  await write(cli.io.stdout, options.json ? `${JSON.stringify({ providers })}\n` : inWords(providers));
  if (gateway.already === undefined) await ending.wait(gateway, tell);
}

/** A window that is reloaded is back by then, ms. */
const GRACE = 20_000;
const ANOTHER = 'Stop that one first, or start another one beside it with --port 0.';
const runsAlready = (pid: number): string => `a gateway of yours runs already (process ${pid})`;

function startFailure(error: unknown, { port }: Options): unknown {
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE' && syscall === 'listen') {
    const which = port === undefined ? 'the port that it had last time' : `port ${port}`;
    return new CliError(
      `${which} is taken by another program. Stop that one, or choose a port with --port N; clients that were set up must then be set up again.`,
      EXIT.failure,
    );
  }
  if (code === 'EACCES' && syscall === 'listen')
    return new CliError(`you may not listen on port ${port}; choose one above 1023.`, EXIT.failure);
  if (code !== undefined && path !== undefined)
    return new CliError(`the state folder cannot be used: ${path} (${code}). CORDON_STATE_DIR names another one.`, EXIT.failure);
  return error;
}

function readCertificates(cwd: string, file: string): string {
  let pem: string;
  try {
    pem = readFileSync(resolve(cwd, file), 'utf8');
  } catch (error) {
    throw new CliError(`--ca ${file} cannot be read: ${whyUnreadable(error)}.`, EXIT.usage);
  }
  if (!pem.includes('-----BEGIN CERTIFICATE-----')) throw new CliError(`--ca ${file} holds no certificate in PEM.`, EXIT.usage);
  return pem;
}

function workspaceOf(given: string | undefined, cwd: string, state: string): string {
  if (given === NO_WORKSPACE) return NO_WORKSPACE;
  const folder = resolve(cwd, given ?? '.');
  return registerWorkspace(findPolicyFolder(folder) ?? folder, state);
}

/** The first signal lets answers under way come to their end; the second does not wait. A signal that comes early is not lost. */
function signals(): {
  stop(): void;
  wait(gateway: { stop(): Promise<void>; kill(): void }, tell: (message: string) => void): Promise<void>;
} {
  let count = 0;
  let act = (): void => undefined;
  const stop = (): void => {
    count++;
    act();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  return {
    stop,
    wait: (gateway, tell) =>
      new Promise((resolve) => {
        let stopping = false;
        act = () => {
          if (count > 1) {
            gateway.kill();
            resolve();
          } else if (!stopping) {
            stopping = true;
            tell('stopping; answers under way are finished first (press Ctrl+C again to cut them off).');
            void gateway.stop().then(resolve);
          }
        };
        if (count > 0) act();
      }),
  };
}

const inWords = (providers: Readonly<Record<string, string>>): string =>
  [
    'The Cordon gateway is ready. Point clients at:',
    ...Object.entries(providers).map(([name, address]) => `  ${name.padEnd(10)} ${address}`),
    '',
    'Whoever knows these addresses can send through them; keep them to yourself. Ctrl+C stops the gateway.',
    '',
  ].join('\n');

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new CliError(`--port ${text} is no port; give a number from 0 to 65535.`, EXIT.usage);
  return port;
}

function collectUpstream(text: string, before: ReadonlyMap<string, URL>): ReadonlyMap<string, URL> {
  const [, name = '', address = ''] = /^([^=]*)=([^]*)$/.exec(text) ?? [];
  if (name === '' || address === '')
    throw new CliError(`--upstream ${text} is not understood; write it as name=url, such as openai=http://127.0.0.1:8000.`, EXIT.usage);
  const problem = overrideProblem(name, address);
  if (problem) throw new CliError(`--upstream: ${problem}`, EXIT.usage);
  return new Map([...before, [name, new URL(address)]]);
}
