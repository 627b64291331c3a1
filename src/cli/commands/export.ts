import { Command } from 'commander';
import { resolve } from 'node:path';
import { ExportError, renderExport } from '../../core/policy/export/render.ts';
import { EXPORT_TARGETS, type ExportTarget } from '../../core/policy/export/targets.ts';
import { nearest } from '../../core/policy/suggest.ts';
import { displayPath, whyUnreadable } from '../../node/files.ts';
import { planExports, writeExports } from '../../node/policy/export.ts';
import { CliError, EXIT, say, write } from '../io.ts';
import type { Cli } from '../main.ts';
import { localDate, policyAt } from '../../node/scan/policyAt.ts';
import { errorOf } from '../policy.ts';

interface Options {
  readonly check?: boolean;
  readonly json?: boolean;
  readonly folder?: string;
}

/** `cordon export`: writes what other tools can read of the classification file. */
export const exportCommand = (cli: Cli): Command =>
  new Command('export')
    .description("Write the classification file's closed files into other tools' own rules (.cursorignore, .aiexclude, Claude Code …).")
    .argument('[tools...]', `default: those whose file is there already. all, or: ${EXPORT_TARGETS.map(({ id }) => id).join(', ')}`)
    .option('--folder <folder>', 'default: the current one')
    .option('--check', 'write nothing; exit code 1 where a file is not what it should be')
    .option('--json', 'as JSON')
    .action(async (tools: string[], options: Options) => {
      const state = policyAt(resolve(cli.io.cwd, options.folder ?? '.'), cli.io);
      const { policy, bounds, folder } = state;
      const error = errorOf(state);
      if (policy === 'blocked' || error !== undefined)
        throw new CliError(`${error ?? 'the classification file cannot be read.'} Nothing was written.`, EXIT.failure);
      const today = localDate(new Date());
      const targets = targetsOf(tools);
      try {
        const planned = planExports(folder, targets, { policy, bounds }, today).filter(
          ({ before }) => tools.length > 0 || before !== undefined,
        );
        const changed = options.check ? planned.filter(({ before, after }) => before !== after) : writeExports(planned);
        if (options.json)
          await write(
            cli.io.stdout,
            `${JSON.stringify(planned.map(({ target, file, before, after }) => ({ tool: target.id, file: displayPath(file, folder), upToDate: before === after, doesNotStop: target.doesNotStop })))}\n`,
          );
        else
          for (const { file } of changed)
            await write(cli.io.stdout, `${options.check ? 'differs' : 'written'}  ${displayPath(file, cli.io.cwd)}\n`);
        for (const target of targets.filter(({ file }) => file === undefined))
          if (tools.length > 0 && !options.json && !options.check)
            await write(cli.io.stdout, renderExport(target, { policy, bounds }, today, undefined));
        say(cli.io, summary(planned.length, changed.length, options.check === true));
        cli.finish(options.check && changed.length > 0 ? EXIT.findings : EXIT.clean);
      } catch (failure) {
        if (failure instanceof ExportError) throw new CliError(failure.message, EXIT.failure);
        if ((failure as NodeJS.ErrnoException).code !== undefined)
          throw new CliError(`a file cannot be read or written: ${whyUnreadable(failure)}.`, EXIT.failure);
        throw failure;
      }
    });

function targetsOf(tools: readonly string[]): readonly ExportTarget[] {
  if (tools.length === 0 || tools.includes('all')) return EXPORT_TARGETS;
  return tools.map((tool) => {
    const found = EXPORT_TARGETS.find(({ id, file }) => id === tool || file === tool);
    if (found) return found;
    const ids = EXPORT_TARGETS.map(({ id }) => id);
    const near = nearest(tool, ids);
    throw new CliError(
      `${tool} is no tool that Cordon can write for${near ? `; did you mean ${near}?` : '.'} It can for ${ids.join(', ')}.`,
      EXIT.usage,
    );
  });
}

function summary(planned: number, changed: number, check: boolean): string {
  if (planned === 0) return 'none of the files of other tools is there; name the tools, or all.';
  if (check)
    return changed === 0 ? 'all files are as they should be.' : `${changed} of ${planned} files differ; cordon export writes them.`;
  return `${changed} of ${planned} files written.`;
}
