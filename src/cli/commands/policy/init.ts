import { Command } from 'commander';
import { createTwoFilesPatch } from 'diff';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { allDetectors } from '../../../core/detectors/index.ts';
import { createScanner } from '../../../core/scan.ts';
import { copyUnits } from '../../../node/copyUnits.ts';
import { type Proposal, proposePolicy } from '../../../node/policy/propose.ts';
import { POLICY_FILE } from '../../../node/policyStore.ts';
import { CliError, EXIT, say, write } from '../../io.ts';
import type { Cli } from '../../main.ts';
import { openTerminal } from '../../terminal.ts';

interface Options {
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** `cordon policy init`: proposes a classification file from what stands in the folder, shows it, and writes it when it is agreed to. */
export const initCommand = (cli: Cli): Command =>
  new Command('init')
    .description('Propose a classification file from what is in a folder: keys, dumps, notebooks, personal data, CODEOWNERS.')
    .argument('[folder]', 'default: the current one')
    .option('--yes', 'write it without asking')
    .option('--json', 'print the proposal as JSON; with --yes it is written too')
    .action(async (folder: string | undefined, options: Options) => {
      const root = resolve(cli.io.cwd, folder ?? '.');
      const scanner = createScanner(allDetectors, [], copyUnits);
      const proposal = await proposePolicy(root, { scan: (text, path) => scanner.scan(text, { path }) });
      if (proposal.problem !== undefined) throw new CliError(`${proposal.problem} Mend the file first; nothing was written.`, EXIT.failure);
      const changes = proposal.before !== proposal.after;
      const diff = changes ? patchOf(proposal) : '';
      if (!options.json) await write(cli.io.stdout, diff);
      const written = changes && (options.yes === true || (!options.json && (await agreed())));
      if (written) writeFileSync(proposal.file, proposal.after);
      if (options.json) await write(cli.io.stdout, `${JSON.stringify(toJson(proposal, diff, written))}\n`);
      else say(cli.io, summary(proposal, changes, written));
    });

function patchOf({ before = '', after }: Proposal): string {
  const name = before === '' ? '/dev/null' : POLICY_FILE;
  return createTwoFilesPatch(name, POLICY_FILE, before, after, undefined, undefined, { context: 3 }).replace(/^=+\n/, '');
}

async function agreed(): Promise<boolean> {
  const terminal = openTerminal();
  if (!terminal) return false;
  try {
    return /^y(?:es)?$/i.test((await terminal.ask('Write this file? [y/N] ')).trim());
  } finally {
    terminal.close();
  }
}

const toJson = ({ file, rules, survey, after }: Proposal, diff: string, written: boolean): object => ({
  file,
  written,
  rules,
  diff,
  content: after,
  files: survey.files,
  closedAlready: survey.closedAlready,
  found: survey.concerns,
  cutShort: survey.cutShort,
});

function summary({ survey, rules, before }: Proposal, changes: boolean, written: boolean): string {
  const closed = survey.closedAlready.length;
  const seen = `${survey.files}${survey.cutShort ? ' (and more, which were not looked at)' : ''} files looked at, ${rules.length} ${rules.length === 1 ? 'rule' : 'rules'} proposed${closed > 0 ? `; ${closed} key ${closed === 1 ? 'file is' : 'files are'} closed without a rule` : ''}.`;
  if (!changes) return `${seen} ${before === undefined ? '' : `${POLICY_FILE} needs no change.`}`.trim();
  return `${seen} ${written ? `${POLICY_FILE} was written.` : 'Nothing was written; --yes writes it.'}`;
}
