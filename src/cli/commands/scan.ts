import { Command, Option } from 'commander';
import { resolve } from 'node:path';
import type { DetectorInfo } from '../../core/scan.ts';
import { decodeText, displayPath, isBinary, walkFiles } from '../../node/files.ts';
import { type Accepted, type Baseline, BaselineError, newBaseline, readBaseline, writeBaseline } from '../../node/scan/baseline.ts';
import { CliError, EXIT, type Io, placeOf, readStdin, say, write } from '../io.ts';
import { scanLines } from '../jsonl.ts';
import { isActing, type Located, toTextLine } from '../../node/scan/located.ts';
import type { Cli } from '../main.ts';
import { type Failure, type FileOutcome, scanText } from '../../node/scan/scanFile.ts';
import { scanFiles } from '../../node/scan/scanFiles.ts';
import { createScanners, type Scanners } from '../../node/scan/scanners.ts';
import { toSarif } from '../sarif.ts';
import { scanStaged } from '../staged.ts';

interface Options {
  readonly deep?: boolean;
  readonly format?: 'text' | 'json' | 'sarif';
  readonly json?: boolean;
  readonly jsonl?: boolean;
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly update?: boolean;
  readonly staged?: boolean;
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
    .option('--staged', 'what the next commit would bring, with the content of the git index; paths limit it')
    .option('--baseline <file>', 'leave out the findings that this file accepts')
    .option('--update', 'with --baseline: accept what is found now, in the files that are scanned')
    .option('--write-baseline <file>', 'accept what is found now, in a new file')
    .option('--jsonl', 'read lines {"id", "text", "path"?} from standard input, write lines {"id", "findings"}')
    .action(async (paths: string[], options: Options) => {
      checkUsage(paths, options);
      const baseline = baselineOf(cli.io, options);
      const scanners = createScanners(placeOf(cli.io), {
        deep: options.deep ?? options.jsonl === true,
        policies: options.jsonl !== true && {},
        ...(baseline && { baseline: baseline.key }),
      });
      try {
        if (options.jsonl) await scanLines(cli.io, scanners.forFile());
        else await scanPaths(cli, paths, options, scanners, baseline);
      } finally {
        scanners.dispose();
      }
    });

const baselineOf = (io: Io, { baseline, writeBaseline: made }: Options): Baseline | undefined =>
  made !== undefined
    ? orSay(io, made, () => newBaseline(resolve(io.cwd, made)))
    : baseline === undefined
      ? undefined
      : orSay(io, baseline, () => readBaseline(resolve(io.cwd, baseline)));

/** What is wrong with a baseline, in the words of the command line. */
function orSay<T>(io: Io, named: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof BaselineError)) throw error;
    const shown = displayPath(resolve(io.cwd, named), io.cwd);
    switch (error.kind) {
      case 'exists':
        throw new CliError(`${shown} exists already; --baseline ${named} --update brings it up to date.`, EXIT.usage);
      case 'missing':
        throw new CliError(`the baseline ${shown} cannot be read; --write-baseline ${shown} makes one of what is found now.`, EXIT.usage);
      case 'damaged':
        throw new CliError(
          `${shown} is not a baseline of this version. Take it from version control again, or remove it and make a new one with --write-baseline ${shown}.`,
          EXIT.usage,
        );
      case 'unwritable':
        throw new CliError(`${shown} cannot be written. Is its folder there, and may you write to it?`, EXIT.failure);
    }
  }
}

function checkUsage(paths: readonly string[], { format, json, jsonl, staged, baseline, writeBaseline: made, update }: Options): void {
  if (jsonl && (staged || baseline !== undefined || made !== undefined))
    throw new CliError('--jsonl reads standard input, which has no baseline and is not staged.', EXIT.usage);
  if (made !== undefined && baseline !== undefined)
    throw new CliError('--write-baseline makes a new baseline, --baseline reads one; --baseline FILE --update changes one.', EXIT.usage);
  if (update && baseline === undefined) throw new CliError('--update needs --baseline and the file to update.', EXIT.usage);
  if (staged && (update || made !== undefined))
    throw new CliError('a baseline is made of files, not of what is staged; leave --staged out to write one.', EXIT.usage);
  if (paths.includes('-') && (staged || update || made !== undefined))
    throw new CliError('- is standard input, which is not staged and has no place in a baseline.', EXIT.usage);
  if (jsonl && (paths.length > 0 || json || format))
    throw new CliError('--jsonl reads standard input and has a format of its own; leave paths and other formats out.', EXIT.usage);
  if (json && format && format !== 'json') throw new CliError(`--json and --format ${format} exclude each other.`, EXIT.usage);
  if (!jsonl && !staged && paths.length === 0) throw new CliError('name files or folders to scan, or - for standard input.', EXIT.usage);
}

interface Tally {
  readonly findings: Located[];
  readonly failures: Failure[];
  readonly detectors: Map<string, DetectorInfo>;
  scanned: number;
  binary: number;
  acting: number;
  hints: number;
  /** A comment in the file speaks for them. */
  ignored: number;
  /** Left out because the baseline accepts them. */
  accepted: number;
}

async function scanPaths(
  cli: Cli,
  paths: readonly string[],
  options: Options,
  scanners: Scanners,
  baseline: Baseline | undefined,
): Promise<void> {
  const { io } = cli;
  const format = options.json ? 'json' : (options.format ?? 'text');
  const tally: Tally = {
    findings: [],
    failures: [],
    detectors: new Map(),
    scanned: 0,
    binary: 0,
    acting: 0,
    hints: 0,
    ignored: 0,
    accepted: 0,
  };
  const writing = options.update === true || options.writeBaseline !== undefined;
  const scanned = new Set<string>();
  const accepting: Accepted[] = [];
  const take = async (outcome: FileOutcome): Promise<void> => {
    // Its marks look like keys, and it can hold nothing else.
    if (baseline && outcome.path === baseline.file) return;
    if (!writing) return count(io, baseline ? withoutAccepted(outcome, baseline, tally) : outcome, format, tally);
    if (outcome.path !== undefined && outcome.findings) scanned.add(outcome.path);
    accepting.push(...toAccept(outcome));
    await count(io, { ...outcome, ...(outcome.findings && { findings: [] }) }, format, tally);
  };
  if (paths.includes('-')) {
    const bytes = await readStdin(io);
    if (isBinary(bytes)) {
      tally.binary++;
      say(io, 'standard input: not scanned: it is binary, or UTF-16 without a byte order mark.');
    } else await take(await scanText('<stdin>', decodeText(bytes).text, scanners.forFile()));
  }
  const files = walkFiles(paths.filter((each) => each !== '-').map((each) => resolve(io.cwd, each)));
  const outcomes = options.staged
    ? scanStaged(io, paths, scanners)
    : // The second opinions have a thread of their own, which is what takes the time.
      scanFiles(placeOf(io), files, scanners, options.deep ? { bigTree: Infinity } : {});
  for await (const outcome of outcomes) await take(outcome);
  if (baseline && writing) {
    const entries = orSay(io, baseline.file, () => writeBaseline(baseline, scanned, accepting));
    say(io, `${displayPath(baseline.file, io.cwd)} accepts ${counted(entries, 'finding')}. Accepted is not safe: revoke what is real.`);
  }
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
  if (format === 'text' && !writing) sayTally(io, tally);
  cli.finish(tally.failures.length > 0 ? EXIT.failure : tally.acting > 0 ? EXIT.findings : EXIT.clean);
}

/** The outcome without what the baseline accepts. */
function withoutAccepted(outcome: FileOutcome, baseline: Baseline, tally: Tally): FileOutcome {
  const { findings, marks } = outcome;
  if (!findings || !marks) return outcome;
  const left = findings.filter((_, at) => !baseline.has(marks[at] ?? ''));
  tally.accepted += findings.length - left.length;
  return { ...outcome, findings: left };
}

/** Hints make nothing fail, so a baseline does not name them. */
const toAccept = ({ path, findings = [], marks = [] }: FileOutcome): Accepted[] =>
  findings.flatMap((finding, at) => {
    const mark = marks[at];
    return path === undefined || mark === undefined || !isActing(finding) ? [] : [{ path, detector: finding.detector, mark }];
  });

async function count(io: Io, { failures, binary, findings, detectors }: FileOutcome, format: string, tally: Tally): Promise<void> {
  tally.failures.push(...failures);
  if (binary) tally.binary++;
  if (!findings) return;
  tally.scanned++;
  const acting = findings.filter(isActing);
  tally.acting += acting.length;
  const ignored = findings.filter((each) => each.ignored).length;
  tally.ignored += ignored;
  tally.hints += findings.length - acting.length - ignored;
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

function sayTally(io: Io, { acting, hints, ignored, accepted, scanned, binary, failures }: Tally): void {
  const parts = [`${acting === 0 ? 'nothing found' : counted(acting, 'finding')} in ${counted(scanned, 'file')}`];
  if (accepted > 0) parts.push(`${counted(accepted, 'accepted finding')} left out`);
  if (ignored > 0) parts.push(`${counted(ignored, 'finding')} ignored by a comment (--json lists ${ignored === 1 ? 'it' : 'them'})`);
  if (hints > 0) parts.push(`${counted(hints, 'hint')} of low confidence not shown (--json lists them)`);
  if (binary > 0) parts.push(`${counted(binary, 'binary file')} left out`);
  if (failures.length > 0) parts.push(`${counted(failures.length, 'file')} could not be scanned`);
  say(io, `${parts.join('; ')}.`);
}
