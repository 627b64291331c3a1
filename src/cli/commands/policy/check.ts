import { Command } from 'commander';
import { relative, resolve, sep } from 'node:path';
import { adviceOn } from '../../../core/policy/advice.ts';
import { walkFiles } from '../../../node/files.ts';
import { fetchMissing, type PolicyState } from '../../../node/policyStore.ts';
import { EXIT, say, write } from '../../io.ts';
import type { Cli } from '../../main.ts';
import { policyAt, storeOptions } from '../../../node/scan/policyAt.ts';
import { MINDS_NO_CASE } from '../../policy.ts';

interface Options {
  readonly json?: boolean;
  readonly strict?: boolean;
}

interface Remark {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly severity: 'error' | 'warning';
  readonly kind: string;
  readonly message: string;
}

/** `cordon policy check`: validates the classification files and warns of rules that do nothing or open keys. */
export const checkCommand = (cli: Cli): Command =>
  new Command('check')
    .description('Validate the classification files; warn of rules that match nothing, are shadowed, or leave key material open.')
    .argument('[folder]', 'default: the current one')
    .option('--strict', 'exit code 1 for warnings too')
    .option('--json', 'as JSON')
    .action(async (folder: string | undefined, options: Options) => {
      const loaded = policyAt(resolve(cli.io.cwd, folder ?? '.'), cli.io);
      const state = await fetchMissing(loaded, storeOptions());
      const remarks = remarksOn(state);
      if (options.json)
        await write(
          cli.io.stdout,
          `${JSON.stringify({ folder: state.folder, status: state.status, approved: state.approved, problems: remarks })}\n`,
        );
      else
        for (const { file, line, column, severity, message } of remarks)
          await write(cli.io.stdout, `${file}:${line}:${column}  ${severity}  ${message}\n`);
      const errors = remarks.filter(({ severity }) => severity === 'error').length;
      const warnings = remarks.length - errors;
      say(
        cli.io,
        `${state.status === 'none' ? 'no classification file; the defaults hold. ' : ''}${count(errors, 'error')}, ${count(warnings, 'warning')}.`,
      );
      cli.finish(errors > 0 || (options.strict && warnings > 0) ? EXIT.findings : EXIT.clean);
    });

function remarksOn(state: PolicyState): Remark[] {
  const { folder, policy, bounds, problems, loosenings, approved } = state;
  const remarks: Remark[] = problems.map(({ file = '.cordon.yaml', line, column, severity, message }) => ({
    file,
    line,
    column,
    severity,
    kind: 'invalid',
    message,
  }));
  const warn = (kind: string, source: { readonly file: string; readonly line: number }, message: string): void =>
    void remarks.push({ ...source, column: 1, severity: 'warning', kind, message });
  if (!approved)
    for (const { what, source } of loosenings)
      warn('awaits-approval', source, `${what}: not in force until it is approved (cordon policy approve).`);
  if (state.cutShort)
    warn(
      'not-searched',
      { file: '.cordon.yaml', line: 1 },
      'this folder has more folders than Cordon looks into for classification files; one that lies very deep counts where you work below it, or where VS Code has found it.',
    );
  if (policy === 'blocked' || state.status === 'none') return remarks;
  const paths = [...walkFiles([folder], { ignored: true })].map(({ path }) => relative(folder, path).split(sep).join('/'));
  const waiting = new Set(approved ? [] : loosenings.map(({ source }) => `${source.file}:${source.line}`));
  for (const { kind, source, message } of adviceOn({ root: folder, policy, bounds }, paths, { caseInsensitive: MINDS_NO_CASE }))
    // What is not in force yet decides nothing, and that was said.
    if (kind !== 'shadowed' || !waiting.has(`${source.file}:${source.line}`)) warn(kind, source, message);
  return remarks;
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
