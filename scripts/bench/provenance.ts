import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createPolicyView } from '../../src/core/policy/view.ts';
import { parsePolicy } from '../../src/core/policy/parse.ts';
import { type ContentIndex, createProvenanceIndex } from '../../src/core/provenance/contentIndex.ts';
import type { LineKey } from '../../src/core/provenance/lineHash.ts';
import { diskSource } from '../../src/node/provenance/fileSource.ts';
import { createFolderIndex, type FolderIndex } from '../../src/node/provenance/folderIndex.ts';
import type { Measured } from '../bench.ts';
import { createRepository, packagesFolder, type Repository, type SourceFile, sourcePaths } from './provenance/corpus.ts';
import { DISGUISES } from './provenance/disguises.ts';

const MB = 2 ** 20;
const KEY: LineKey = [0x1234567, 0x89abcde];
const PROMPTS = 5_000;

/**
 * Recognition by content on a repository of 5,000 files of npm packages, 500 of them closed: what is found through which disguise, what
 * is taken for closed that is not, and what it costs.
 */
export async function bench(): Promise<readonly Measured[]> {
  const repository = createRepository();
  const index = createProvenanceIndex({ key: KEY });
  for (const { path, text } of repository.closed) index.add(path, { tier: 'restricted', name: path }, text);
  for (const { path, text } of repository.open) index.addOpen(path, text);
  const { regions, left } = closedRegions(repository);
  return [
    { what: 'Files, open and closed', value: repository.open.length + repository.closed.length, unit: 'files' },
    { what: 'Closed files', value: repository.closed.length, unit: 'files' },
    { what: 'Parts of five lines and more of closed files', value: regions.length, unit: 'parts' },
    { what: 'Parts left out, because open files hold their lines too', value: left, unit: 'parts' },
    ...recall(index, regions, repository.open),
    falseRegions(index, repository.open, 'Prompts built from open files', 0.001),
    falseRegions(index, repository.strangers, 'Prompts built from files of other packages, forks of closed ones among them'),
    ...lookup(index, repository),
    ...(await costs()),
  ];
}

/** What a closed file alone holds: two lines that could be recognised, and that no open file has. */
function closedRegions({ open, closed }: Repository): { readonly regions: readonly string[]; readonly left: number } {
  const shared = new Set<string>();
  for (const { text } of open) for (const line of text.split('\n')) shared.add(folded(line));
  const regions: string[] = [];
  let left = 0;
  for (const [at, { text }] of closed.entries()) {
    const lines = text.split(/\r\n|\n/);
    for (let part = 0; part < 3; part++) {
      const length = 5 + ((at * 7 + part * 13) % 36);
      const from = ((at * 31 + part * 97) * 17) % Math.max(1, lines.length - length);
      const region = lines.slice(from, from + length);
      if (region.filter((line) => /\w/.test(line)).length < 5) continue;
      const own = region.filter(
        (line) => folded(line).length >= 12 && (folded(line).match(/\w/g)?.length ?? 0) >= 8 && !shared.has(folded(line)),
      );
      if (own.length < 2) left++;
      else regions.push(region.join('\n'));
    }
  }
  return { regions, left };
}

const folded = (line: string): string => line.replace(/\s+/g, '');

function recall(index: ContentIndex, regions: readonly string[], open: readonly SourceFile[]): Measured[] {
  let standing = 0;
  const missed = Object.entries(DISGUISES).map(([name, disguise]): Measured => {
    let found = 0;
    let length = 0;
    let withheld = 0;
    for (const [at, region] of regions.entries()) {
      const before = `${chunk(open, at * 3)}\n\n`;
      const disguised = disguise(region);
      const end = before.length + disguised.length;
      const parts = index.regions(`${before}${disguised}\n\n${chunk(open, at * 5 + 1)}`);
      if (parts.length > 0) found++;
      length += disguised.length;
      withheld += covered(parts, before.length, end);
    }
    standing = Math.max(standing, 1 - withheld / length);
    return { what: `Not recognised ${name}`, value: rounded(1 - found / regions.length), unit: 'of 1', limit: 0.01 };
  });
  return [
    ...missed,
    { what: 'Left standing of the parts, markup included, in the worst disguise', value: rounded(standing), unit: 'of 1', limit: 0.1 },
  ];
}

/** How much of a stretch of text lies in parts, which are in the order of the text. */
function covered(parts: readonly { readonly start: number; readonly end: number }[], from: number, to: number): number {
  let sum = 0;
  let at = from;
  for (const { start, end } of parts) {
    const begin = Math.max(at, start);
    at = Math.max(at, Math.min(end, to));
    sum += Math.max(0, at - begin);
  }
  return sum;
}

function falseRegions(index: ContentIndex, files: readonly SourceFile[], what: string, limit?: number): Measured {
  const disguises = Object.values(DISGUISES);
  let wrong = 0;
  for (let at = 0; at < PROMPTS; at++) {
    const parts = [0, 1, 2].map((part) => chunk(files, at * 3 + part));
    wrong += index.regions(disguises[at % disguises.length]!(parts.join('\n\nAnd this?\n'))).length;
  }
  return {
    what: `${what}: parts taken for closed ones`,
    value: rounded(wrong / PROMPTS),
    unit: 'a prompt',
    ...(limit !== undefined && { limit }),
  };
}

/** Some twenty to sixty lines of one of the files. */
function chunk(files: readonly SourceFile[], seed: number): string {
  const lines = files[(seed * 7_919) % files.length]!.text.split('\n');
  const length = 20 + ((seed * 13) % 41);
  const from = (seed * 104_729) % Math.max(1, lines.length - length);
  return lines.slice(from, from + length).join('\n');
}

/** A prompt of a megabyte, one part in fifty of it closed. */
function lookup(index: ContentIndex, { open, closed }: Repository): Measured[] {
  let text = '';
  for (let at = 0; text.length < MB; at++) text += `${chunk(at % 50 === 0 ? closed : open, at)}\n`;
  // Through bytes, so that it is one flat text as a request's is; longer than what is remembered.
  const prompt = Buffer.from(text.slice(0, MB)).toString();
  const times = Array.from({ length: 60 }, () => {
    const begin = performance.now();
    index.regions(prompt);
    return performance.now() - begin;
  });
  return [
    { what: 'Looking up a megabyte, the first time', value: rounded(times[0]!), unit: 'ms' },
    // The best of many: what other programs on the machine took is none of its cost.
    { what: 'Looking up a megabyte', value: rounded(Math.min(...times)), unit: 'ms', limit: 10 },
  ];
}

/** Fifty megabytes of closed files, read from the disk, indexed, saved and loaded again. */
async function costs(): Promise<Measured[]> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const used = (): number => {
    for (let i = 0; i < 3; i++) collect();
    const { heapUsed, external } = process.memoryUsage();
    return (heapUsed + external) / MB;
  };
  const paths = sourcePaths(50 * MB);
  const state = mkdtempSync(join(tmpdir(), 'cordon-bench-'));
  const file = join(state, 'provenance', 'bench.idx');
  const { policy } = parsePolicy('version: 1\ndefault: restricted\n', '.cordon.yaml');
  const view = createPolicyView([{ root: packagesFolder, policy: policy! }], { today: '2026-01-01' });
  const open = (): FolderIndex =>
    createFolderIndex({
      source: { ...diskSource(packagesFolder), list: () => Promise.resolve(paths) },
      policy: () => view,
      fullPath: (path) => join(packagesFolder, path),
      key: KEY,
      file,
      log: (message) => console.error(message),
    });
  try {
    const before = used();
    const begin = processorTime();
    const made = open();
    await made.refresh();
    made.index.regions('one line to build the table for');
    const seconds = processorTime() - begin;
    const memory = used() - before;
    const loading = performance.now();
    const loaded = open();
    loaded.load();
    loaded.index.regions('one line to build the table for');
    return [
      { what: 'Indexing 50 MB in so many closed files', value: made.index.files, unit: 'files' },
      { what: 'Indexing 50 MB, reading and saving included', value: rounded(seconds), unit: 's', limit: 3 },
      { what: 'Memory of an index of 50 MB', value: rounded(memory), unit: 'MB', limit: 40 },
      { what: 'The same on the disk', value: rounded(statSync(file).size / MB), unit: 'MB' },
      { what: 'Loading it from the disk', value: rounded(performance.now() - loading), unit: 'ms' },
    ];
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
}

/** Seconds that the processor worked for this process: other programs on the machine do not count. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

const rounded = (value: number): number => Number(value.toPrecision(3));
