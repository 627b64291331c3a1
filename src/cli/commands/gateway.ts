import { Command } from 'commander';
import { resolve } from 'node:path';
import { clientAddresses } from '../../node/gateway/addresses.ts';
import { runGateway } from '../../node/gateway/run.ts';
import { overrideProblem } from '../../node/gateway/upstreams.ts';
import { NO_WORKSPACE, registerWorkspace } from '../../node/gateway/workspaces.ts';
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
    .action(async (options: Options) => {
      const state = stateFolder();
      const gateway = await runGateway({
        state,
        version: cli.version,
        ...(options.port !== undefined && { port: options.port }),
        ...(options.ca !== undefined && { caFile: resolve(cli.io.cwd, options.ca) }),
        overrides: options.upstream,
        log: (message) => say(cli.io, message),
      });
      const workspace = workspaceOf(options.workspace, cli.io.cwd, state);
      const providers = clientAddresses(gateway.port, gateway.token, workspace, options.upstream);
      await write(cli.io.stdout, options.json ? `${JSON.stringify({ providers })}\n` : inWords(providers));
      await stopped(gateway, (message) => say(cli.io, message));
    });

function workspaceOf(given: string | undefined, cwd: string, state: string): string {
  if (given === NO_WORKSPACE) return NO_WORKSPACE;
  const folder = resolve(cwd, given ?? '.');
  return registerWorkspace(findPolicyFolder(folder) ?? folder, state);
}

/** The first signal lets answers under way come to their end; the second does not wait. */
function stopped(gateway: { stop(): Promise<void>; kill(): void }, tell: (message: string) => void): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    const stop = (): void => {
      if (asked) {
        gateway.kill();
        return resolve();
      }
      asked = true;
      tell('stopping; answers under way are finished first (press Ctrl+C again to cut them off).');
      void gateway.stop().then(resolve);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  });
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
