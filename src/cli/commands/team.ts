import { Command, Option } from 'commander';
import type { FlushResult } from '../../node/events.ts';
import { readInstanceId } from '../../node/instanceId.ts';
import type { Detail } from '../../node/otlp.ts';
import { stateFolder } from '../../node/state.ts';
import { DETAILS, readStoredTeam, readTeam, removeTeam, type TeamInForce, withConsent, writeTeam } from '../../node/team/config.ts';
import { exampleEvent } from '../../node/team/example.ts';
import { decodeInvitation, encodeInvitation, newTeamKey } from '../../node/team/joinCode.ts';
import { openSink } from '../../node/team/openSink.ts';
import { type TeamStatus, teamStatus } from '../../node/team/status.ts';
import { createFetch } from '../../node/team/request.ts';
import { confirm } from '../confirm.ts';
import { CliError, EXIT, readStdin, say, write } from '../io.ts';
import type { Cli } from '../main.ts';

/** `cordon team`: where this machine's events go, and what waits. */
export const teamCommand = (cli: Cli): Command =>
  new Command('team')
    .description('Report what is kept back to a team endpoint: join, look at what waits, send it now.')
    .addCommand(createCommand(cli))
    .addCommand(joinCommand(cli))
    .addCommand(statusCommand(cli))
    .addCommand(flushCommand(cli))
    .addCommand(leaveCommand(cli));

const createCommand = (cli: Cli): Command =>
  new Command('create')
    .description('Make a join code for a new team. It holds the key of its fingerprints: hand it to members only.')
    .requiredOption('--endpoint <url>', 'base URL of an OTLP/HTTP receiver, such as that of cordon receiver')
    .requiredOption('--name <name>', 'the team’s name; every event carries it')
    .option('--with-token', 'put the bearer token in CORDON_TEAM_TOKEN into the code')
    .action(async ({ endpoint, name, withToken }: { readonly endpoint: string; readonly name: string; readonly withToken?: boolean }) => {
      const token = process.env['CORDON_TEAM_TOKEN'];
      if (withToken && !token) throw new CliError('--with-token needs the token in the variable CORDON_TEAM_TOKEN.', EXIT.usage);
      const code = encodeInvitation({ endpoint, id: name, key: newTeamKey(), ...(withToken && token && { token }) });
      orUsage(() => decodeInvitation(code));
      await write(cli.io.stdout, `${code}\n`);
    });

const joinCommand = (cli: Cli): Command =>
  new Command('join')
    .description('Join a team: shows one event in full, asks, and from then on events go to the team’s endpoint.')
    .argument('[code]', 'the join code; without it, it is read from standard input')
    .addOption(new Option('--detail <detail>', 'how much of an event leaves this machine').choices([...DETAILS]).default('standard'))
    .option('--yes', 'agree without being asked')
    .action(async (given: string | undefined, { detail, yes }: { readonly detail: Detail; readonly yes?: boolean }) => {
      const text = given ?? Buffer.from(await readStdin(cli.io)).toString('utf8');
      const code = orUsage(() => decodeInvitation(text));
      const state = stateFolder();
      const team = { endpoint: code.endpoint, id: code.id, key: code.key, detail, via: 'join' as const };
      say(cli.io, `this is what one event looks like, with all it holds (detail: ${detail}):`);
      cli.io.stderr.write(
        `${exampleEvent({ serviceName: 'cordon', serviceVersion: cli.version, instanceId: readInstanceId(state), teamId: code.id }, detail)}\n`,
      );
      if (!yes && !(await confirm(cli.io, `Send events like this to ${code.endpoint}?`))) {
        say(cli.io, 'nothing was changed.');
        return;
      }
      writeTeam(withConsent(team, true, Date.now()), state);
      say(cli.io, `joined ${code.id}. Events go to ${code.endpoint}.`);
      if (code.token !== undefined)
        say(cli.io, 'the code holds a token. VS Code keeps it when you join there; for this command line set CORDON_TEAM_TOKEN.');
    });

const statusCommand = (cli: Cli): Command =>
  new Command('status')
    .description('Say where events go, what waits to be sent, and why.')
    .option('--json', 'as JSON')
    .action(async ({ json }: { readonly json?: boolean }) => {
      const status = await teamStatus();
      if (status.problem !== undefined && !json) throw new CliError(status.problem, EXIT.failure);
      const { endpoint = null, id = null, detail = null, via = null, consent = null } = status.team ?? {};
      const { waiting, dead, why = null, trouble = null, problem = null } = status;
      const asJson = { endpoint, team: id, detail, via, consent, waiting: waiting.count, oldest: waiting.oldest ?? null, dead: dead.count };
      const text = json ? JSON.stringify({ ...asJson, why, trouble, problem }) : statusWords(status);
      await write(cli.io.stdout, `${text}\n`);
    });

const flushCommand = (cli: Cli): Command =>
  new Command('flush')
    .description('Send now what waits. The bearer token is read from CORDON_TEAM_TOKEN.')
    .option('--json', 'as JSON')
    .action(async ({ json }: { readonly json?: boolean }) => {
      const state = stateFolder();
      const team = teamOf(state);
      if (!team) throw new CliError('no team is set, so there is nowhere to send events. Join one: cordon team join <code>', EXIT.usage);
      if (team.consent !== 'given')
        throw new CliError(
          'nobody agreed yet that events are sent. Look at one and agree: cordon team join <code>, or in VS Code “Cordon: Team Status”.',
          EXIT.usage,
        );
      const { sink } = openSink({
        version: cli.version,
        state,
        fetch: createFetch({ ...(team.tls && { tls: team.tls }), proxies: 'environment' }),
      });
      const token = process.env['CORDON_TEAM_TOKEN'];
      const result = await sink.flush({ url: team.endpoint, ...(token && { token }) });
      await sink.dispose();
      if (result.state.kind !== 'ok') cli.finish(EXIT.failure);
      await write(cli.io.stdout, `${json ? JSON.stringify(result) : flushWords(result)}\n`);
    });

const leaveCommand = (cli: Cli): Command =>
  new Command('leave').description('Leave the team: from now on nothing is kept for it or sent.').action(async () => {
    const state = stateFolder();
    if (teamOf(state)?.via === 'managed')
      throw new CliError('the administrator of this machine set the team; it cannot be left.', EXIT.usage);
    if (!readStoredTeam(state)) throw new CliError('no team is set.', EXIT.usage);
    removeTeam(state);
    say(cli.io, 'left the team. What was waiting stays on this machine until it is too old; nothing more is sent.');
  });

function statusWords({ team, waiting, dead, why, trouble }: TeamStatus): string {
  const many = (count: number, what: string): string => `${count} ${count === 1 ? 'event' : 'events'} ${what}`;
  if (!team)
    return `No team is set: nothing is sent, and nothing is kept for sending.${waiting.count > 0 ? ` ${many(waiting.count, 'wait from before')}.` : ''}`;
  const agreed = {
    given: 'You agreed to it.',
    refused: 'You refused, so nothing is kept or sent.',
    asked: 'You were not asked yet, so events wait here: run “Cordon: Team Status” in VS Code, or cordon team join.',
  }[team.consent];
  const by = { managed: 'set by the administrator of this machine', join: 'by a join code', settings: 'by the settings of VS Code' }[
    team.via
  ];
  return [
    `Team endpoint  ${team.endpoint} (${by})`,
    ...(team.id === undefined ? [] : [`Team           ${team.id}`]),
    `Detail         ${team.detail}`,
    `Consent        ${team.via === 'managed' ? 'not asked, the administrator decided' : agreed}`,
    `Waiting        ${many(waiting.count, 'on this machine')}${waiting.oldest === undefined ? '' : `, the oldest since ${minute(waiting.oldest)}`}`,
    ...(why !== undefined && team.consent === 'given' ? [`Why            ${why}`] : []),
    ...(trouble?.nextTry !== undefined && waiting.count > 0
      ? [`Next try       ${minute(trouble.nextTry)}; at once by cordon team flush`]
      : []),
    `Not readable   ${many(dead.count, 'that the endpoint could not read')}${dead.count > 0 ? ` (${dead.folder})` : ''}`,
  ].join('\n');
}

const minute = (time: number): string => `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

const flushWords = ({ delivered, rejected, buried, pending, state }: FlushResult): string =>
  [
    `Delivered ${delivered}, still waiting ${pending}.`,
    ...(rejected > 0 ? [`The endpoint refused ${rejected}.`] : []),
    ...(buried > 0 ? [`${buried} could not be read by it and were put aside.`] : []),
    ...(state.kind === 'ok' ? [] : [state.message]),
  ].join(' ');

function teamOf(state: string): TeamInForce | undefined {
  try {
    return readTeam(state);
  } catch (error) {
    throw new CliError(error instanceof Error ? error.message : 'the team cannot be read.', EXIT.failure);
  }
}

/** What was typed is wrong, so the command line is. */
function orUsage<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new CliError(error instanceof Error ? error.message : 'the join code cannot be read.', EXIT.usage);
  }
}
