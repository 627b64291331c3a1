import { Command, Option } from 'commander';
import { resolve } from 'node:path';
import type { DetectorInfo } from '../../core/scan.ts';
import { decodeText, displayPath, type FoundFile, isBinary, readTextFile, walkFiles } from '../../node/files.ts';
import { CliError, EXIT, type Io, readStdin, say, write } from '../io.ts';
import { scanLines } from '../jsonl.ts';
import { isActing, type Located, locate, toTextLine } from '../located.ts';
import type { Cli } from '../main.ts';
import { type Failure, toSarif } from '../sarif.ts';
import { createScanners, type FileScanner, type Scanners } from '../scanners.ts';

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
        else await scanPaths(cli, paths, options.json ? 'json' : (options.format ?? 'text'), scanners);
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

async function scanPaths(cli: Cli, paths: readonly string[], format: 'text' | 'json' | 'sarif', scanners: Scanners): Promise<void> {
  const { io } = cli;
  const tally: Tally = { findings: [], failures: [], detectors: new Map(), scanned: 0, binary: 0, acting: 0, hints: 0 };
  for (const path of paths.filter((each, index) => each !== '-' || paths.indexOf(each) === index)) {
    if (path !== '-') continue;
    const bytes = await readStdin(io);
    if (isBinary(bytes)) {
      tally.binary++;
      say(io, 'standard input: not scanned: it is binary, or UTF-16 without a byte order mark.');
    } else await scanText(io, '<stdin>', decodeText(bytes).text, scanners.forFile(), format, tally);
  }
  for (const file of walkFiles(paths.filter((each) => each !== '-').map((each) => resolve(io.cwd, each))))
    await scanFile(io, file, scanners, format, tally);
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

async function scanFile(io: Io, { path, named, why }: FoundFile, scanners: Scanners, format: string, tally: Tally): Promise<void> {
  const shown = displayPath(path, io.cwd);
  const fail = (message: string): void => {
    tally.failures.push({ path: shown, message });
    say(io, `${shown}: ${message}`);
  };
  if (why !== undefined) return fail(`cannot be read: ${why}.`);
  const read = readTextFile(path);
  if (read.kind === 'unreadable') return fail(`cannot be read: ${read.why}.`);
  if (read.kind === 'tooLarge') {
    const message = `not scanned: it has ${Math.ceil(read.bytes / 1024 / 1024)} MB, and 50 MB are the most.`;
    return named ? fail(message) : say(io, `${shown}: ${message}`);
  }
  if (read.kind === 'binary') {
    tally.binary++;
    return named ? say(io, `${shown}: not scanned: it is a binary file.`) : undefined;
  }
  await scanText(io, shown, read.text, scanners.forFile(path), format, tally);
}

async function scanText(io: Io, shown: string, text: string, scanner: FileScanner, format: string, tally: Tally): Promise<void> {
  tally.scanned++;
  const located = locate(shown, text, await scanner.scan(text, shown), scanner.scanner);
  const acting = located.filter(isActing);
  tally.acting += acting.length;
  tally.hints += located.length - acting.length;
  if (format === 'text') {
    for (const finding of acting) await write(io.stdout, `${toTextLine(finding)}\n`);
    return;
  }
  tally.findings.push(...located);
  for (const { detector } of located) {
    const info = scanner.scanner.detector(detector);
    if (info) tally.detectors.set(detector, info);
  }
}

const toJson = ({ findings, failures, scanned, binary }: Tally, version: string): object => ({
  version,
  scanned,
  binary,
  findings,
  failures,
});

const count = (number: number, one: string, many = `${one}s`): string => `${number} ${number === 1 ? one : many}`;

function sayTally(io: Io, { acting, hints, scanned, binary, failures }: Tally): void {
  const parts = [`${acting === 0 ? 'nothing found' : count(acting, 'finding')} in ${count(scanned, 'file')}`];
  if (hints > 0) parts.push(`${count(hints, 'hint')} of low confidence not shown (--json lists them)`);
  if (binary > 0) parts.push(`${count(binary, 'binary file')} left out`);
  if (failures.length > 0) parts.push(`${count(failures.length, 'file')} could not be scanned`);
  say(io, `${parts.join('; ')}.`);
}
