import { Command } from 'commander';
import { existsSync } from 'node:fs';
import { stateOf } from '../../node/clients/changes.ts';
import type { Client, GatewayBases, Place } from '../../node/clients/client.ts';
import { CLIENTS } from '../../node/clients/clients.ts';
import { EditProblem, type FileEdit } from '../../node/clients/edits/fileEdit.ts';
import { gatewayBases } from '../../node/clients/gatewayBases.ts';
import { nearest } from '../../core/policy/suggest.ts';
import { stateFolder } from '../../node/state.ts';
import { changeFiles } from '../fileChanges.ts';
import { CliError, EXIT, write } from '../io.ts';
import type { Cli } from '../main.ts';
import { thisPlace } from '../place.ts';

interface Options {
  readonly undo?: boolean;
  readonly all?: boolean;
  readonly list?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** `cordon setup`: sends a client's requests through the gateway, by the client's own configuration. */
export const setupCommand = (cli: Cli): Command =>
  new Command('setup')
    .description('Send the requests of an assistant through the gateway: shows the change to its configuration, asks, and makes it.')
    .argument('[client]', CLIENTS.map(({ name }) => name).join(', '))
    .option('--undo', 'take back what setup changed; entries of yours stay')
    .option('--all', 'every client that is set up (with --undo)')
    .option('--list', 'say how each client stands')
    .option('--yes', 'do not ask')
    .option('--json', 'as JSON')
    .action(async (name: string | undefined, options: Options) => {
      const state = stateFolder();
      const place = thisPlace();
      if (options.list) return await write(cli.io.stdout, list(place, state, options.json === true));
      const clients = options.all && name === undefined ? CLIENTS : [clientOf(name)];
      if (options.all && !options.undo) throw new CliError('--all goes with --undo; set clients up one by one.', EXIT.usage);
      if (options.json && !options.yes) throw new CliError('--json cannot ask; add --yes.', EXIT.usage);
      const gateway = gatewayBases(state);
      if (!gateway && !options.undo)
        throw new CliError(
          'there is no gateway yet to send requests to. Start it once with `cordon gateway`; it keeps its address.',
          EXIT.failure,
        );
      const reports = [];
      for (const client of clients) {
        const edits = editsOf(client, place, gateway ?? NOWHERE);
        if (options.all && stateOf(client.name, edits, state) === 'none') continue;
        reports.push(
          await changeFiles(cli.io, {
            ...client,
            edits,
            state,
            undo: options.undo === true,
            yes: options.yes === true,
            json: options.json === true,
            notes: options.undo ? [] : (client.notes?.(place, gateway ?? NOWHERE) ?? []),
          }),
        );
      }
      if (options.json) await write(cli.io.stdout, `${JSON.stringify(options.all ? reports : reports[0])}\n`);
    });

function clientOf(name: string | undefined): Client {
  const names = CLIENTS.map((client) => client.name);
  if (name === undefined) throw new CliError(`name a client: ${names.join(', ')}; or --list.`, EXIT.usage);
  const found = CLIENTS.find((client) => client.name === name);
  if (found) return found;
  const meant = nearest(name, names);
  throw new CliError(`client ${name} is not known${meant ? `; did you mean ${meant}?` : '.'} Known are ${names.join(', ')}.`, EXIT.usage);
}

export function editsOf(client: Client, place: Place, gateway: GatewayBases): readonly FileEdit[] {
  try {
    return client.edits(place, gateway);
  } catch (error) {
    if (error instanceof EditProblem) throw new CliError(error.message, EXIT.failure);
    throw error;
  }
}

/** To take entries back no gateway is needed: what was set stands in the backup. */
export const NOWHERE: GatewayBases = { root: '', anthropic: '', openai: '', gemini: '', ollama: '' };

const WORDS = {
  none: 'not set up',
  current: 'goes through the gateway',
  outdated: 'set up for another address, or its files have changed; run setup again',
  removed: 'was set up; the entries have been removed since',
  absent: 'not found on this machine',
} as const;

function list(place: Place, state: string, json: boolean): string {
  const gateway = gatewayBases(state);
  const rows = CLIENTS.map((client) => {
    const edits = editsOf(client, place, gateway ?? NOWHERE);
    const kept = stateOf(client.name, edits, state);
    const status: keyof typeof WORDS = kept === 'none' && !existsSync(client.home(place)) ? 'absent' : kept;
    return { client: client.name, title: client.title, status, files: edits.map(({ file }) => file), redirectedBy: client.redirectedBy };
  });
  if (json) return `${JSON.stringify(rows)}\n`;
  return rows.map(({ client, status, redirectedBy }) => `${client.padEnd(12)} ${WORDS[status]} (${redirectedBy})\n`).join('');
}
