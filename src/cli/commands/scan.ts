import { Command, Option } from 'commander';
import { resolve } from 'node:path';
import type { DetectorInfo } from '../../core/scan.ts';
import { decodeText, isBinary, walkFiles } from '../../node/files.ts';
import { CliError, EXIT, type Io, readStdin, say, write } from '../io.ts';
import { scanLines } from '../jsonl.ts';
import { isActing, type Located, toTextLine } from '../located.ts';
import type { Cli } from '../main.ts';
import { type Failure, toSarif } from '../sarif.ts';
import { type FileOutcome, scanText } from '../scanFile.ts';
import { scanFiles } from '../scanFiles.ts';
import { createScanners, type Scanners } from '../scanners.ts';

interface Options {
  readonly deep?: boolean;
  readonly format?: 'text' | 'json' | 'sarif';
  readonly json?: boolean;
  readonly jsonl?: boolean;
}

/** `cordon scan`: finds secrets, personal data and hidden characters in files, folders or stdin. */
export const scanCommand = (cli: Cli): Command =>
  new Command('scan')
    .description('Find secrets, personal data and hidden characters in files and folders. Exit code 1 when there are any.')
    .argument('[paths...]', 'files and folders; - is standard input')
    .option('--deep', 'ask the slower second opinions too (secretlint, names of people); with --jsonl that is the default')
    .option('--no-deep', 'the engine alone')
    .addOption(new Option('--format <format>', 'how to report').choices(['text', 'json', 'sarif']))
    .option('--json', 'the same as --format json')
    .option('--jsonl', 'read lines {"id", "text", "path"?} from standard input, write lines {"id", "findings"}')
    .action(async (paths: string[], options: Options) => {
      checkUsage(paths, options);
      const scanners = createScanners(cli.io, { deep: options.deep ?? options.jsonl === true, policies: options.jsonl !== true });
      try {
        if (options.jsonl) await scanLines(cli.io, scanners.forFile());
        else await scanPaths(cli, paths, options.json ? 'json' : (options.format ?? 'text'), options.deep === true, scanners);
      } finally {
        scanners.dispose();
      }
    });

function checkUsage(paths: readonly string[], { format, json, jsonl }: Options): void {
  if (jsonl && (paths.length > 0 || json || format))
    throw new CliError('--jsonl reads standard input and has a format of its own; leave paths and other formats out.', EXIT.usage);
  if (json && format && format !== 'json') throw new CliError(`--json and --format ${format} exclude each other.`, EXIT.usage);
  if (!jsonl && paths.length === 0) throw new CliError('name files or folders to scan, or - for standard input.', EXIT.usage);
}

interface Tally {
  readonly findings: Located[];
  readonly failures: Failure[];
  readonly detectors: Map<string, DetectorInfo>;
  scanned: number;
  binary: number;
  acting: number;
  hints: number;
}

async function scanPaths(
  cli: Cli,
  paths: readonly string[],
  format: 'text' | 'json' | 'sarif',
  deep: boolean,
  scanners: Scanners,
): Promise<void> {
  const { io } = cli;
  const tally: Tally = { findings: [], failures: [], detectors: new Map(), scanned: 0, binary: 0, acting: 0, hints: 0 };
  const take = (outcome: FileOutcome): Promise<void> => count(io, outcome, format, tally);
  if (paths.includes('-')) {
    const bytes = await readStdin(io);
    if (isBinary(bytes)) {
      tally.binary++;
      say(io, 'standard input: not scanned: it is binary, or UTF-16 without a byte order mark.');
    } else await take(await scanText('<stdin>', decodeText(bytes).text, scanners.forFile()));
  }
  const files = walkFiles(paths.filter((each) => each !== '-').map((each) => resolve(io.cwd, each)));
  // The second opinions have a thread of their own, which is what takes the time.
  for await (const outcome of scanFiles(io, files, scanners, deep ? { bigTree: Infinity } : {})) await take(outcome);
  if (format === 'json') await write(io.stdout, `${JSON.stringify(toJson(tally, cli.version), undefined, 2)}\n`);
  if (format === 'sarif')
    await write(
      io.stdout,
      `${JSON.stringify(
        toSarif(tally.findings, tally.failures, (id) => tally.detectors.get(id), cli.version),
        undefined,
        2,
      )}\n`,
    );
  if (format === 'text') sayTally(io, tally);
  cli.finish(tally.failures.length > 0 ? EXIT.failure : tally.acting > 0 ? EXIT.findings : EXIT.clean);
}

async function count(io: Io, { failures, binary, findings, detectors }: FileOutcome, format: string, tally: Tally): Promise<void> {
  tally.failures.push(...failures);
  if (binary) tally.binary++;
  if (!findings) return;
  tally.scanned++;
  const acting = findings.filter(isActing);
  tally.acting += acting.length;
  tally.hints += findings.length - acting.length;
  if (format === 'text') {
    for (const finding of acting) await write(io.stdout, `${toTextLine(finding)}\n`);
    return;
  }
  tally.findings.push(...findings);
  for (const detector of detectors) tally.detectors.set(detector.id, detector);
}

const toJson = ({ findings, failures, scanned, binary }: Tally, version: string): object => ({
  version,
  scanned,
  binary,
  findings,
  failures,
});

const counted = (number: number, one: string, many = `${one}s`): string => `${number} ${number === 1 ? one : many}`;

function sayTally(io: Io, { acting, hints, scanned, binary, failures }: Tally): void {
  const parts = [`${acting === 0 ? 'nothing found' : counted(acting, 'finding')} in ${counted(scanned, 'file')}`];
  if (hints > 0) parts.push(`${counted(hints, 'hint')} of low confidence not shown (--json lists them)`);
  if (binary > 0) parts.push(`${counted(binary, 'binary file')} left out`);
  if (failures.length > 0) parts.push(`${counted(failures.length, 'file')} could not be scanned`);
  say(io, `${parts.join('; ')}.`);
}
