import { Command } from 'commander';
import { resolve } from 'node:path';
import { runExpectations, type TestResult } from '../../../core/policy/expectations.ts';
import { CliError, EXIT, say, write } from '../../io.ts';
import type { Cli } from '../../main.ts';
import { localDate, policyAt } from '../../../node/scan/policyAt.ts';
import { errorOf, MINDS_NO_CASE } from '../../policy.ts';

/** `cordon policy test`: runs the `expect` cases of the classification files. Exit code 1 where one fails. */
export const testCommand = (cli: Cli): Command =>
  new Command('test')
    .description('Run the `expect` cases that the classification files hold: path, provider, decision, tier.')
    .argument('[folder]', 'default: the current one')
    .option('--json', 'as JSON')
    .action(async (folder: string | undefined, options: { readonly json?: boolean }) => {
      const state = policyAt(resolve(cli.io.cwd, folder ?? '.'), cli.io);
      const { policy, bounds } = state;
      const error = errorOf(state);
      if (error !== undefined || policy === 'blocked')
        throw new CliError(error ?? 'the classification file cannot be read.', EXIT.findings);
      const results = runExpectations({ root: state.folder, policy, bounds }, localDate(new Date()), { caseInsensitive: MINDS_NO_CASE });
      if (options.json) await write(cli.io.stdout, `${JSON.stringify(results.map(toJson))}\n`);
      else for (const result of results) await write(cli.io.stdout, `${inWords(result)}\n`);
      const failed = results.filter(({ passed }) => !passed).length;
      if (!state.approved) say(cli.io, 'what waits for approval does not count in these results.');
      say(cli.io, results.length === 0 ? 'there are no `expect` cases.' : `${results.length - failed} of ${results.length} cases hold.`);
      cli.finish(failed > 0 ? EXIT.findings : EXIT.clean);
    });

const place = ({ expected: { source } }: TestResult): string => `${source.file}:${source.line}`;
const shown = ({ folder, path }: TestResult['expected']): string => (folder === undefined ? path : `${folder}/${path}`);

function inWords(result: TestResult): string {
  const { expected, tier, decision, passed, rule } = result;
  const wanted = [expected.tier, ...(expected.provider === undefined ? [] : [`${expected.decision} for ${expected.provider}`])].filter(
    (each) => each !== undefined,
  );
  const got = [...(expected.tier === undefined ? [] : [tier]), ...(decision === undefined ? [] : [`${decision} for ${expected.provider}`])];
  const why = rule === undefined ? 'no rule names it' : rule.startsWith('built-in') ? 'built-in rule' : rule;
  return passed
    ? `ok    ${place(result)}  ${shown(expected)}: ${wanted.join(', ')}`
    : `FAIL  ${place(result)}  ${shown(expected)}: should be ${wanted.join(', ')}, is ${got.join(', ')} (${why})`;
}

const toJson = ({ expected: { source, folder, path, ...wanted }, ...found }: TestResult): object => ({
  path: folder === undefined ? path : `${folder}/${path}`,
  expected: wanted,
  ...found,
  source: `${source.file}:${source.line}`,
});
