import { Command } from 'commander';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { whyUnreadable } from '../../node/files.ts';
import { type Endpoint, logsUrl } from '../../node/otlpPost.ts';
import { stateFolder } from '../../node/state.ts';
import { CliError, EXIT, say, write } from '../io.ts';
import type { Cli } from '../main.ts';

interface Options {
  readonly port: string;
  readonly host: string;
  readonly data?: string;
  readonly tokenFile?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly forward: readonly string[];
  readonly retentionDays?: string;
  readonly json?: boolean;
}

const TOKEN = 'CORDON_RECEIVER_TOKEN';
const FORWARD_TOKEN = 'CORDON_FORWARD_TOKEN';
/** A shorter one can be guessed by whoever reaches the receiver. */
const SHORTEST_TOKEN = 16;

/** `cordon receiver`: takes the events of a team, and shows them. It and its page are a bundle of their own, loaded by this command alone. */
export const receiverCommand = (cli: Cli): Command => {
  const command = new Command('receiver')
    .description('Receive events from your team’s Cordons, keep them in a database, and show them on a page.')
    .option('--port <number>', 'port to listen on; 0: any that is free', '4318')
    .option('--host <address>', `address to listen on; one that others can reach needs a token in ${TOKEN}`, '127.0.0.1')
    .option('--data <dir>', 'folder of the database; without it, one in the state folder')
    .option('--token-file <file>', `file with the token, instead of ${TOKEN}`)
    .option('--tls-cert <file>', 'certificate (PEM); with --tls-key, serves https')
    .option('--tls-key <file>', 'its key (PEM)')
    .option('--forward <url>', `send every event on to another OTLP endpoint (repeatable; its token in ${FORWARD_TOKEN})`, collect, [])
    .option('--retention-days <number>', 'delete what is older; without it, nothing is deleted')
    .option('--json', 'print {"url": …} when it is ready')
    .action((options: Options) => serve(cli, options));
  command
    .command('delete')
    .description('Delete every event about one value, by its fingerprint.')
    .argument('<fingerprint>', 'as the page shows it: v1:…')
    .option('--json', 'as JSON')
    .action(async (fingerprint: string, own: { readonly json?: boolean }) => {
      const { data } = command.opts<Options>();
      await deleteFingerprint(cli, fingerprint, folderOf(cli, data), own.json ?? command.opts<Options>().json ?? false);
    });
  return command;
};

async function serve(cli: Cli, options: Options): Promise<void> {
  const { io } = cli;
  const settings = readSettings(cli, options);
  const { dashboardFiles, isLoopback, startReceiver } = await loadReceiver();
  checkToken(settings.token, isLoopback(options.host));
  if (settings.token !== undefined && !settings.tls && !isLoopback(options.host)) {
    say(io, 'warning: without --tls-cert and --tls-key, the token and the events travel in clear. Put it behind TLS before others use it.');
  }
  const receiver = await startReceiver({
    ...settings,
    host: options.host,
    files: dashboardFiles(),
    log: (message) => say(io, message),
  }).catch((error: unknown) => {
    throw new CliError(`the receiver cannot start: ${reasonOf(error, options)}`, EXIT.failure);
  });
  await write(
    io.stdout,
    options.json
      ? `${JSON.stringify({ url: receiver.url })}\n`
      : `Cordon receives at ${receiver.url}, and shows it there. Ctrl+C ends it.\n`,
  );
  await new Promise<void>((end) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => end());
  });
  await receiver.close();
}

function readSettings(cli: Cli, options: Options) {
  const { tlsCert, tlsKey } = options;
  if ((tlsCert === undefined) !== (tlsKey === undefined)) throw new CliError('--tls-cert and --tls-key go together.', EXIT.usage);
  const token = options.tokenFile === undefined ? process.env[TOKEN] : readFile(cli, options.tokenFile).toString('utf8');
  const retentionDays = options.retentionDays === undefined ? undefined : wholeNumber('--retention-days', options.retentionDays, 1, 36_500);
  return {
    port: wholeNumber('--port', options.port, 0, 65_535),
    data: folderOf(cli, options.data),
    ...(token?.trim() && { token: token.trim() }),
    ...(tlsCert !== undefined && tlsKey !== undefined && { tls: { cert: readFile(cli, tlsCert), key: readFile(cli, tlsKey) } }),
    forward: options.forward.map(endpointOf),
    ...(retentionDays !== undefined && { retentionDays }),
  };
}

function checkToken(token: string | undefined, loopback: boolean): void {
  if (loopback) return;
  const wanted = `Set ${TOKEN} (or --token-file) to one of at least ${SHORTEST_TOKEN} characters, for instance from: openssl rand -hex 24`;
  if (token === undefined) throw new CliError(`a receiver that others can reach needs a token. ${wanted}`, EXIT.usage);
  if (token.length < SHORTEST_TOKEN) throw new CliError(`the token is too short. ${wanted}`, EXIT.usage);
}

async function deleteFingerprint(cli: Cli, fingerprint: string, data: string, json: boolean): Promise<void> {
  const { hasDatabase, openStore } = await loadReceiver();
  if (!hasDatabase(data))
    throw new CliError('there is no receiver’s database in that folder; name it: cordon receiver --data <dir> delete …', EXIT.usage);
  const store = openStore(data);
  try {
    const deleted = await store.deleteFingerprint(fingerprint);
    await write(cli.io.stdout, json ? `${JSON.stringify({ deleted })}\n` : `${deleted} ${deleted === 1 ? 'event' : 'events'} deleted.\n`);
  } finally {
    store.close();
  }
}

async function loadReceiver(): Promise<typeof import('../../receiver/main.ts')> {
  // Node 22 and 24 warn that SQLite is experimental, which is for us to know and not for whoever runs this.
  const { emitWarning } = process;
  process.emitWarning = (warning: string | Error, ...rest: never[]) => {
    if (!String(warning).includes('SQLite')) emitWarning.call(process, warning, ...rest);
  };
  return import('../../receiver/main.ts');
}

const folderOf = ({ io }: Cli, data: string | undefined): string =>
  data === undefined ? join(stateFolder(), 'receiver') : resolve(io.cwd, data);

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

function endpointOf(url: string): Endpoint {
  const token = process.env[FORWARD_TOKEN];
  const endpoint = { url, ...(token !== undefined && token !== '' && { token }) };
  const target = logsUrl(endpoint);
  if ('problem' in target) throw new CliError(`--forward: ${target.problem.replaceAll('team endpoint', 'target')}`, EXIT.usage);
  return endpoint;
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw new CliError(`${option} takes a whole number from ${least} to ${most}.`, EXIT.usage);
}

function readFile({ io }: Cli, path: string): Buffer {
  try {
    return readFileSync(resolve(io.cwd, path));
  } catch (error) {
    throw new CliError(`${path} cannot be read: ${whyUnreadable(error)}.`, EXIT.failure);
  }
}

function reasonOf(error: unknown, { host, port }: Options): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return `${host}:${port} is in use. Another receiver, or a Collector? Choose another with --port.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `${host} is not an address of this machine.`;
  if (code === 'EACCES') return `${host}:${port}, or the folder of the database, is not open to you.`;
  return `${error instanceof Error ? error.message : 'unknown error'}.`;
}
