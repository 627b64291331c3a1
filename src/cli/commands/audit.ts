import { Command, InvalidArgumentError, Option } from 'commander';
import { join } from 'node:path';
import { countFindings, type DecisionEvent } from '../../core/event.ts';
import { providerTitle } from '../../core/providers.ts';
import { auditFolder, auditKey } from '../../node/audit/auditLog.ts';
import { type AuditEntry, readLine } from '../../node/audit/chain.ts';
import { CSV_COLUMNS, toCsv, toOcsf } from '../../node/audit/export.ts';
import { linesOf, segments } from '../../node/audit/segments.ts';
import { verifyAudit } from '../../node/audit/verify.ts';
import { EXIT, write } from '../io.ts';
import type { Cli } from '../main.ts';

/** `cordon audit`: reads the local, hash-chained log of decisions. */
export const auditCommand = (cli: Cli): Command =>
  new Command('audit')
    .description('Verify, show and export the local log of what was kept back.')
    .addCommand(verifyCommand(cli))
    .addCommand(showCommand(cli))
    .addCommand(exportCommand(cli));

const verifyCommand = (cli: Cli): Command =>
  new Command('verify')
    .description('Check that no entry was changed, removed, added, moved or cut off. Exit code 1 when one was.')
    .option('--json', 'as JSON')
    .action(async ({ json }: { readonly json?: boolean }) => {
      const folder = auditFolder();
      const report = await verifyAudit(folder, auditKey());
      const { entries, files, last, problems } = report;
      if (problems.length > 0) cli.finish(EXIT.findings);
      if (json) return write(cli.io.stdout, `${JSON.stringify({ ...report, folder })}\n`);
      const counted = `${entries} ${entries === 1 ? 'entry' : 'entries'} in ${files} ${files === 1 ? 'file' : 'files'}`;
      const words =
        problems.length > 0
          ? [
              ...problems.map(({ message }) => message),
              `The log was tampered with or damaged: ${problems.length} problems, ${counted} (${folder}).`,
            ]
          : entries === 0
            ? [`The log is empty (${folder}).`]
            : [`The log is whole: ${counted}. Last entry: ${last?.seq}, ${last?.hash}`];
      await write(cli.io.stdout, `${words.join('\n')}\n`);
    });

const showCommand = (cli: Cli): Command =>
  new Command('show')
    .description('Show the latest entries, oldest first.')
    .option('-n, --last <count>', 'how many', count, 20)
    .option('--json', 'as JSON, one entry a line')
    .action(async ({ last, json }: { readonly last: number; readonly json?: boolean }) => {
      const latest: string[] = [];
      for await (const { entry, line } of entriesOf(auditFolder())) {
        if (!json && entry.kind !== 'decision') continue;
        latest.push(json ? line : inWords(entry));
        if (latest.length > last) latest.shift();
      }
      const text = latest.length > 0 ? latest.join('\n') : json ? '' : 'Nothing was kept back yet, so the log has no entries.';
      if (text !== '') await write(cli.io.stdout, `${text}\n`);
    });

const exportCommand = (cli: Cli): Command =>
  new Command('export')
    .description('Write all entries to standard output: CSV, JSON lines, or OCSF Data Security Findings (class 2006), one a line.')
    .addOption(new Option('--format <format>').choices(['csv', 'json', 'ocsf']).default('json'))
    .action(async ({ format }: { readonly format: 'csv' | 'json' | 'ocsf' }) => {
      if (format === 'csv') await write(cli.io.stdout, `${CSV_COLUMNS.join(',')}\r\n`);
      for await (const { entry, line } of entriesOf(auditFolder())) {
        const text = format === 'json' ? line : format === 'csv' ? toCsv(entry) : stringified(toOcsf(entry, cli.version));
        if (text !== undefined) await write(cli.io.stdout, text + (format === 'csv' ? '\r\n' : '\n'));
      }
    });

async function* entriesOf(folder: string): AsyncGenerator<{ readonly entry: AuditEntry; readonly line: string }> {
  for (const file of await segments(folder)) {
    for await (const line of linesOf(join(folder, file))) {
      const read = readLine(line);
      if (read) yield { entry: read.entry, line };
    }
  }
}

const stringified = (value: object | undefined): string | undefined => value && JSON.stringify(value);

const CAUSES: Readonly<Record<NonNullable<DecisionEvent['cause']>, string>> = {
  exception: 'by an exception',
  guard_off: 'guard off',
  guard_on: 'guard on again',
  guard_failed: 'guard could not decide',
};

function inWords(entry: AuditEntry): string {
  if (entry.kind !== 'decision') return '';
  const { event } = entry;
  const found = countFindings(event);
  return [
    String(entry.seq).padStart(6),
    new Date(event.time).toISOString(),
    event.action.padEnd(6),
    event.tier,
    `${event.surface} to ${providerTitle(event.provider)}`,
    ...(found > 0 ? [event.detectors.map(({ id, count: many }) => (many > 1 ? `${id} (${many})` : id)).join(', ')] : []),
    ...(event.pathRule === undefined ? [] : [`rule ${event.pathRule}`]),
    ...(event.cause === undefined ? [] : [CAUSES[event.cause]]),
    ...(event.override ? [`overridden: ${event.override.reason}`] : []),
  ].join('  ');
}

function count(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) throw new InvalidArgumentError('It must be a whole number from 1.');
  return number;
}
