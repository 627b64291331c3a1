/**
 * What Cordon finds in ordinary npm package sources, where hardly anything is a secret:
 * `node scripts/accuracy/npmSample.ts FOLDER [--megabytes 50] [--seed 1]` prints counts by detector and confidence, the figure per
 * MB, and 50 findings, values masked, as the tables of `docs/npm-sample.md`. The same folder and seed give the same answer.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { allDetectors } from '../../src/core/detectors/index.ts';
import { acts, type Finding } from '../../src/core/finding.ts';
import { createScanner } from '../../src/core/scan.ts';
import { copyUnits } from '../../src/node/copyUnits.ts';

const SOURCE = /\.(?:[cm]?[jt]sx?|json|md|ya?ml)$/;
const SHOWN = 50;

interface Found extends Finding {
  /** Relative to the folder, with `/`, from the package's name on. */
  readonly file: string;
  readonly line: number;
  readonly masked: string;
}

interface Sample {
  readonly files: number;
  readonly bytes: number;
  readonly findings: readonly Found[];
}

if (import.meta.main) {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { megabytes: { type: 'string', default: '50' }, seed: { type: 'string', default: '1' } },
  });
  const [folder] = positionals;
  if (folder === undefined) {
    console.error('Name the folder of packages to scan: node scripts/accuracy/npmSample.ts node_modules');
    process.exitCode = 2;
  } else print(scanSample(folder, Number(values.megabytes) * 1e6, Number(values.seed)), Number(values.seed));
}

/** Scans files of a folder in an order that the seed decides, up to so many bytes. */
function scanSample(folder: string, bytes: number, seed: number): Sample {
  const scanner = createScanner(allDetectors, [], copyUnits);
  const findings: Found[] = [];
  let read = 0;
  let files = 0;
  for (const path of [...sources(folder)].sort((a, b) => order(a, seed) - order(b, seed) || (a < b ? -1 : 1))) {
    const size = statSync(join(folder, path)).size;
    if (read + size > bytes) continue;
    const text = readFileSync(join(folder, path), 'utf8');
    read += size;
    files++;
    const file = path.split(sep).join('/');
    for (const finding of scanner.scan(text, { path: file })) {
      const line = text.slice(0, finding.start).split('\n').length;
      findings.push({ ...finding, file, line, masked: masked(text.slice(finding.start, finding.end)) });
    }
  }
  return { files, bytes: read, findings };
}

function* sources(folder: string, inside = folder): Generator<string> {
  for (const entry of readdirSync(inside, { withFileTypes: true })) {
    const path = join(inside, entry.name);
    if (entry.isDirectory()) yield* sources(folder, path);
    else if (entry.isFile() && SOURCE.test(entry.name)) yield relative(folder, path);
  }
}

/** FNV-1a, so that the order has nothing to do with the alphabet. */
function order(text: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** The kinds of characters stay, the characters do not. */
function masked(value: string): string {
  const shape = value
    .slice(0, 24)
    .replace(/\s/g, '␣')
    .replace(/\p{Lu}/gu, 'A')
    .replace(/\p{Ll}/gu, 'a')
    .replace(/\p{N}/gu, '9');
  return value.length > 24 ? `${shape}… (${value.length})` : shape;
}

function byDetector(findings: readonly Found[]): Map<string, Found[]> {
  const groups = new Map<string, Found[]>();
  for (const found of findings) groups.set(found.detector, [...(groups.get(found.detector) ?? []), found]);
  return groups;
}

/** Taken in turn from each detector, one of each file. */
function chosen(findings: readonly Found[], seed: number): Found[] {
  const queues = [...byDetector(findings).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, found]) => found.toSorted((a, b) => order(a.file + a.line, seed) - order(b.file + b.line, seed)))
    .map((found) => found.filter(({ file }, index) => found.findIndex((each) => each.file === file) === index));
  const out: Found[] = [];
  for (let turn = 0; out.length < SHOWN && queues.some((queue) => turn < queue.length); turn++)
    out.push(...queues.flatMap((queue) => queue.slice(turn, turn + 1)));
  return out.slice(0, SHOWN).sort((a, b) => (a.detector < b.detector ? -1 : a.detector > b.detector ? 1 : a.file < b.file ? -1 : 1));
}

function print({ files, bytes, findings }: Sample, seed: number): void {
  const megabytes = bytes / 1e6;
  const acting = findings.filter(acts);
  console.log(`${files} files, ${megabytes.toFixed(1)} MB: ${acting.length} findings of medium or high confidence,`);
  console.log(`${(acting.length / megabytes).toFixed(2)} per MB; ${findings.length - acting.length} of low confidence.\n`);
  console.log('| detector | kind | high | medium | low | acting per MB |\n|---|---|---|---|---|---|');
  const groups = [...byDetector(findings).entries()];
  for (const [detector, found] of groups.sort(([, a], [, b]) => b.filter(acts).length - a.filter(acts).length || b.length - a.length)) {
    const of = (confidence: string): number => found.filter((each) => each.confidence === confidence).length;
    console.log(
      `| ${detector} | ${found[0]!.kind} | ${of('high')} | ${of('medium')} | ${of('low')} | ${(found.filter(acts).length / megabytes).toFixed(2)} |`,
    );
  }
  console.log('\n| detector | confidence | file:line | value, masked | verdict |\n|---|---|---|---|---|');
  for (const { detector, confidence, file, line, masked: value } of chosen(acting, seed)) {
    console.log(`| ${detector} | ${confidence} | ${file}:${line} | \`${value.replaceAll('`', "'").replaceAll('|', '\\|')}\` | |`);
  }
}
