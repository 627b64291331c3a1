import { Command } from 'commander';
import { realpathSync } from 'node:fs';
import { nearest } from '../../core/policy/suggest.ts';
import { planChanges } from '../../node/clients/changes.ts';
import type { FileEdit } from '../../node/clients/edits/fileEdit.ts';
import { HOOK_AGENTS } from '../../node/hooks/agents.ts';
import { checkHook, type HookCheck } from '../../node/hooks/check.ts';
import type { HookAgent } from '../../node/hooks/hook.ts';
import { runHook } from '../../node/hooks/runHook.ts';
import { stateFolder } from '../../node/state.ts';
import { changeFiles, expected } from '../fileChanges.ts';
import { CliError, EXIT, readStdin, write } from '../io.ts';
import type { Cli } from '../main.ts';
import { thisPlace } from '../place.ts';

/** `cordon hook`: what an agent runs before it acts, and what makes it do so. */
export const hookCommand = (cli: Cli): Command =>
  new Command('hook')
    .description('Answer one event of an agent, read from standard input. Agents run this; `cordon hook install` makes them.')
    .argument('<agent>', names())
    .action(async (name: string) => {
      const agent = hookAgent(name);
      const stdin = new TextDecoder().decode(await readStdin(cli.io));
      const answer = await runHook({ agent, stdin, place: thisPlace(), state: stateFolder(), version: cli.version });
      if (answer.stdout !== undefined) await write(cli.io.stdout, answer.stdout);
      if (answer.stderr !== undefined) cli.io.stderr.write(answer.stderr);
      cli.finish(answer.code);
    })
    .addCommand(installCommand(cli))
    .addCommand(checkCommand(cli));

interface InstallOptions {
  readonly undo?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** `cordon hook install`: writes the agent's hook configuration, as `cordon setup` does. */
const installCommand = (cli: Cli): Command =>
  new Command('install')
    .description('Write the entries that make an agent ask Cordon: shows the change to its configuration, asks, and makes it.')
    .argument('<agent>', names())
    .option('--undo', 'take them back')
    .option('--yes', 'do not ask')
    .option('--json', 'as JSON')
    .action(async (name: string, options: InstallOptions) => {
      const agent = hookAgent(name);
      if (options.json && !options.yes) throw new CliError('--json cannot ask; add --yes.', EXIT.usage);
      const undo = options.undo === true;
      const { edits, notes } = await hookEdits(agent, undo);
      const request = {
        name: keptName(agent),
        title: `hooks of ${agent.title}`,
        edits,
        state: stateFolder(),
        undo,
        yes: options.yes === true,
      };
      const report = await changeFiles(cli.io, { ...request, json: options.json === true, notes: undo ? [] : notes });
      if (options.json) await write(cli.io.stdout, `${JSON.stringify(report)}\n`);
    });

/** Agents that read one file have one backup. */
export const keptName = ({ name }: HookAgent): string => `hook-${name === 'vscode' ? 'copilot-cli' : name}`;

export async function hookEdits(
  agent: HookAgent,
  undo: boolean,
): Promise<{ readonly edits: readonly FileEdit[]; readonly notes: readonly string[] }> {
  const place = thisPlace();
  const edits = agent.install(place, ownCommand());
  if (!agent.trust) return { edits, notes: agent.notes ?? [] };
  const after = undo ? undefined : expected(() => planChanges(keptName(agent), edits, stateFolder()))[0]?.next;
  const { edits: more, problem } = await agent.trust(place, after);
  return { edits: [...edits, ...more], notes: [...(problem === undefined ? [] : [problem]), ...(agent.notes ?? [])] };
}

/** What starts this very program again. */
const ownCommand = (): readonly string[] => [process.execPath, realpathSync(process.argv[1] ?? '')];

const names = (): string => HOOK_AGENTS.map(({ name }) => name).join(', ');

/** The agent of this name. Throws a `CliError`. */
export function hookAgent(name: string): HookAgent {
  const found = HOOK_AGENTS.find((agent) => agent.name === name);
  if (found) return found;
  const meant = nearest(
    name,
    HOOK_AGENTS.map((agent) => agent.name),
  );
  throw new CliError(`agent ${name} is not known${meant ? `; did you mean ${meant}?` : '.'} Known are ${names()}.`, EXIT.usage);
}

/** `cordon hook check`: whether the real agent asks, seen by sending a made-up token through it to a server on this machine. */
const checkCommand = (cli: Cli): Command =>
  new Command('check')
    .description('Run the agent with a made-up token in its prompt, against a server on this machine, and say whether it asked Cordon.')
    .argument('<agent>', names())
    .option('--json', 'as JSON')
    .action(async (name: string, options: { readonly json?: boolean }) => {
      const agent = hookAgent(name);
      const check = await checkHook(agent.name, process.env);
      const holds = check.kind === 'checked' && check.fired.includes('prompt') && !check.left;
      const text = options.json ? JSON.stringify({ agent: agent.name, ...check, holds }) : inWords(agent, check);
      await write(cli.io.stdout, `${text}\n`);
      cli.finish(holds ? EXIT.clean : EXIT.failure);
    });

function inWords({ name, title }: HookAgent, check: HookCheck): string {
  if (check.kind === 'unchecked') return `${title} was not checked: ${check.why}.`;
  const install = `\`cordon hook install ${name}\` makes it ask.`;
  if (check.fired.length === 0 && check.requests === 0)
    return `${title} neither asked Cordon nor sent anything, so nothing was proved. Start it once by hand and see whether it works.`;
  if (check.fired.length === 0) return `${title} did not ask Cordon${check.left ? ', and the made-up token left' : ''}. ${install}`;
  if (check.left)
    return `${title} asked Cordon (${check.fired.join(', ')}), and yet the made-up token left. Its requests need the gateway.`;
  return `${title} asked Cordon (${check.fired.join(', ')}), and the made-up token did not leave.`;
}
