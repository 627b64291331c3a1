import { Command } from 'commander';
import { createTwoFilesPatch } from 'diff';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { approve, approvedText, confirmRemoval, type PolicyState } from '../../../node/policyStore.ts';
import { CliError, EXIT, say } from '../../io.ts';
import type { Cli } from '../../main.ts';
import { policyAt, storeOptions } from '../../../node/scan/policyAt.ts';
import { agentMark, openTerminal, type Terminal } from '../../terminal.ts';

/**
 * `cordon policy approve`: a person agrees to what the classification files open, or to their removal. Asked on the terminal itself
 * and bound to the content that was shown, because a workspace must not disarm its user, nor an agent that works in it.
 */
export const approveCommand = (cli: Cli): Command =>
  new Command('approve')
    .description('Show what the classification files open, and approve it. Asks on the terminal; nothing else can answer.')
    .argument('[folder]', 'default: the current one')
    .option('--sha256 <digest>', 'approve only this content: the SHA-256 that a reviewer was shown')
    .action(async (folder: string | undefined, options: { readonly sha256?: string }) => {
      const state = policyAt(resolve(cli.io.cwd, folder ?? '.'), cli.io);
      if (state.removed.length === 0 && state.approved) return say(cli.io, 'nothing waits for your approval.');
      if (options.sha256 !== undefined && options.sha256.toLowerCase() !== state.sha256)
        throw new CliError(`the files are not what --sha256 names: theirs is ${state.sha256 ?? 'none'}. Nothing was approved.`, EXIT.usage);
      const mark = agentMark();
      if (mark !== undefined)
        throw new CliError(
          `only a person can approve, and ${mark} says that a program runs this. Run it in a terminal of your own.`,
          EXIT.usage,
        );
      const terminal = openTerminal();
      if (!terminal)
        throw new CliError('only a person can approve, and there is no terminal to ask on. Run it in one, or use VS Code.', EXIT.usage);
      try {
        const done = state.removed.length > 0 ? await askRemoval(terminal, state) : await askApproval(terminal, state);
        say(cli.io, done ? 'approved.' : 'nothing was approved.');
        cli.finish(done ? EXIT.clean : EXIT.findings);
      } finally {
        terminal.close();
      }
    });

async function askApproval(terminal: Terminal, state: PolicyState): Promise<boolean> {
  const { folder, file, loosenings, sha256 } = state;
  if (sha256 === undefined) return false;
  const options = storeOptions();
  const before = approvedText(folder, options) ?? '';
  terminal.show(
    `${createTwoFilesPatch(before === '' ? 'nothing approved before' : 'approved last', file, before, readIfThere(file), undefined, undefined, { context: 3 })}\n`,
  );
  terminal.show(
    `This opens more than Cordon does by itself:\n${loosenings.map(({ what, source }) => `  ${source.file}:${source.line}  ${what}\n`).join('')}`,
  );
  terminal.show(`SHA-256 of the files: ${sha256}\n`);
  const code = sha256.slice(0, 8);
  if ((await terminal.ask(`Type ${code} to approve exactly this, anything else to leave it: `)).trim().toLowerCase() !== code) return false;
  // What changed while it was read is not what was approved.
  return approve(folder, sha256, options).approved;
}

async function askRemoval(terminal: Terminal, state: PolicyState): Promise<boolean> {
  terminal.show(`Gone, and in force until you confirm it: ${state.removed.join(', ')}\n`);
  if ((await terminal.ask('Type "removed" to go on without, anything else to keep them in force: ')).trim().toLowerCase() !== 'removed')
    return false;
  return confirmRemoval(state.folder, storeOptions()).removed.length === 0;
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
