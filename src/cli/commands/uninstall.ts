import { Command } from 'commander';
import { existsSync } from 'node:fs';
import { CLIENTS } from '../../node/clients/clients.ts';
import { EditProblem } from '../../node/clients/edits/fileEdit.ts';
import { keptFile } from '../../node/clients/changes.ts';
import { HOOK_AGENTS } from '../../node/hooks/agents.ts';
import { stateFolder } from '../../node/state.ts';
import { changeFiles, type ChangeRequest } from '../fileChanges.ts';
import { CliError, EXIT, say } from '../io.ts';
import type { Cli } from '../main.ts';
import { thisPlace } from '../place.ts';
import { hookEdits, keptName } from './hook.ts';
import { editsOf, NOWHERE } from './setup.ts';

/**
 * `cordon uninstall`: takes back what `setup` and `hook install` changed in other programs, which would otherwise go on asking for a
 * gateway and a program that are gone. VS Code runs it once the extension is uninstalled (`vscode:uninstall` in package.json).
 */
export const uninstallCommand = (cli: Cli): Command =>
  new Command('uninstall')
    .description('Take back everything that `cordon setup` and `cordon hook install` changed in other programs.')
    .option('--yes', 'do not ask')
    .action(async ({ yes = false }: { readonly yes?: boolean }) => {
      const state = stateFolder();
      for (const [title, plan] of plans(state)) {
        try {
          await changeFiles(cli.io, { ...(await plan()), title, state, undo: true, yes, json: false });
        } catch (error) {
          // One file that cannot be read does not keep the others as they are.
          if (!(error instanceof CliError || error instanceof EditProblem)) throw error;
          say(cli.io, `${title}: ${error.message}`);
          cli.finish(EXIT.failure);
        }
      }
    });

type Plan = () => Promise<Pick<ChangeRequest, 'name' | 'edits'>>;

/** Of what was set up: there is a backup of it. */
function plans(state: string): (readonly [title: string, plan: Plan])[] {
  const place = thisPlace();
  const isSetUp = (name: string): boolean => existsSync(keptFile(name, state));
  const clients = CLIENTS.filter(({ name }) => isSetUp(name)).map((client): readonly [string, Plan] => [
    client.title,
    async () => ({ name: client.name, edits: editsOf(client, place, NOWHERE) }),
  ]);
  const hooks = HOOK_AGENTS.filter((agent) => isSetUp(keptName(agent))).map((agent): readonly [string, Plan] => [
    `hooks of ${agent.title}`,
    async () => ({ name: keptName(agent), edits: (await hookEdits(agent, true)).edits }),
  ]);
  return [...clients, ...hooks];
}
