import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';
import type { Detector } from '../../src/core/detectors/detector.ts';
import { allDetectors } from '../../src/core/detectors/index.ts';
import { nameDetectors } from '../../src/core/detectors/names.ts';
import { secretlintDetectors } from '../../src/core/detectors/secretlint.ts';
import type { DetectorInfo } from '../../src/core/scan.ts';
import { createFake } from '../../test/support/fake.ts';
import { root } from '../host/paths.ts';

const FILE = join(root, 'docs', 'detectors.md');

/** `node scripts/docs/detectors.ts` writes docs/detectors.md from the detectors; with `--check` it fails when the file differs. */
if (import.meta.main) {
  const wanted = await detectorsDocument();
  if (!process.argv.includes('--check')) writeFileSync(FILE, wanted);
  else if (readIfThere(FILE) !== wanted) {
    console.error('docs/detectors.md is not what the detectors say. Run: node scripts/docs/detectors.ts');
    process.exitCode = 1;
  }
}

/** The document: a table for each kind, secrets by the first letter of the service. Values in examples are masked. */
export async function detectorsDocument(): Promise<string> {
  const files = await filesOfDetectors();
  const service = (detector: Detector): string => files.get(detector.id) ?? '';
  const secrets = allDetectors.filter(({ id, kind, generic }) => kind === 'secret' && !generic && files.get(id) !== undefined);
  const rest = allDetectors.filter((each) => !secrets.includes(each));
  const byLetter = new Map<string, Detector[]>();
  for (const each of secrets.toSorted((a, b) => (service(a).toLowerCase() < service(b).toLowerCase() ? -1 : 1))) {
    const letter = service(each).charAt(0).toUpperCase();
    byLetter.set(letter, [...(byLetter.get(letter) ?? []), each]);
  }
  const sections = [
    `# What Cordon finds

This file is written by \`node scripts/docs/detectors.ts\`: do not edit it.

Cordon has ${allDetectors.length} detectors, ${secrets.length} of them for the credentials of one service. High and medium confidence act: they redact, block and count. Low confidence is a hint in the editor. The confidence below is where a detector starts; a checksum, the text around a value or a documented example value may raise or lower it. An id switches a detector off in the classification file (\`detectors.disable\`). In examples the value stands between « and » and is cut off. The last column counts the texts in which a detector must find its value, and those in which it must not.
`,
    '## Credentials of a service\n',
    ...[...byLetter].map(([letter, group]) => `### ${letter}\n\n${table(group)}`),
    `## Other credentials\n\n${table(rest.filter(({ kind }) => kind === 'secret'))}`,
    `## Personal data\n\n${table(
      rest.filter(({ kind }) => kind === 'pii'),
      'entity',
    )}`,
    `## Text that steers a model\n\n${table(rest.filter(({ kind }) => kind === 'injection'))}`,
    `## Second opinions\n\nOn pastes, prompts and \`cordon scan --deep\`. Where Cordon’s own detectors find the same value, theirs is the name it gets.\n\n${opinions()}`,
  ];
  return format(sections.join('\n'), { ...(await resolveConfig(FILE)), filepath: FILE });
}

/** Which file of `secrets` declares a detector, by its id: every service has its own. */
async function filesOfDetectors(): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const file of globSync('src/core/detectors/secrets/*.ts', { cwd: root }).toSorted()) {
    if (basename(file) === 'index.ts') continue;
    const exported = (await import(pathToFileURL(join(root, file)).href)) as Record<string, unknown>;
    for (const value of Object.values(exported)) {
      for (const each of Array.isArray(value) ? (value as unknown[]) : [value])
        if (isDetector(each)) found.set(each.id, basename(file, '.ts'));
    }
  }
  return found;
}

function isDetector(value: unknown): value is Detector {
  return typeof value === 'object' && value !== null && 'id' in value && 'finds' in value && 'literals' in value;
}

function table(detectors: readonly Detector[], entity?: 'entity'): string {
  const rows = detectors.map((each) => [
    `${cell(each.title)}<br>\`${each.id}\``,
    ...(entity ? [`\`${each.entity ?? ''}\``] : []),
    cell(each.why),
    each.confidence,
    masked(each.finds(createFake(7))[0] ?? ''),
    links(each),
    `${each.finds(createFake(7)).length} / ${each.ignores(createFake(7)).length}`,
  ]);
  return rowsOf(['Finds', ...(entity ? ['Entity'] : []), 'Why', 'Confidence', 'Example', 'See', 'Tests'], rows);
}

function opinions(): string {
  const rows = [...secretlintDetectors, ...nameDetectors].map((each) => [
    `${cell(each.title)}<br>\`${each.id}\``,
    each.kind,
    cell(each.why),
    links(each),
  ]);
  return rowsOf(['Finds', 'Kind', 'Why', 'See'], rows);
}

function rowsOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

function links({ published, revoke }: DetectorInfo): string {
  const all = [...(published === undefined ? [] : [`[format](${published})`]), ...(revoke === undefined ? [] : [`[revoke](${revoke})`])];
  return all.join(', ');
}

/** The example with its value cut off behind the first characters, on one line and not much longer than a table allows. */
function masked(example: string): string {
  const [before = '', value = '', after = ''] = example.split(/[«»]/);
  // A password in an address would still be one to tools which look at this checkout.
  const kept = before.includes('://') ? 0 : Math.min(4, Math.floor(value.length / 3));
  const shown = `${shortened(before, -30)}«${[...value].slice(0, kept).join('')}…»${shortened(after, 20)}`;
  const visible = shown.replace(/\s+/g, ' ').replace(/[^\x20-\x7e«»…\u00a1-\uffff]|[\u200b-\u200f\u2028-\u206f\ufeff\ud800-\udfff]/g, '·');
  const fence = visible.includes('`') ? '``' : '`';
  return `${fence}${fence === '``' ? ' ' : ''}${visible.trim().replaceAll('|', '\\|')}${fence === '``' ? ' ' : ''}${fence}`;
}

/** The last (negative) or first so many characters. */
function shortened(text: string, length: number): string {
  if (text.length <= Math.abs(length)) return text;
  return length < 0 ? `…${text.slice(length)}` : `${text.slice(0, length)}…`;
}

function cell(text: string): string {
  return text.replace(/[|\\<*_`]/g, '\\$&').replace(/\s+/g, ' ');
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
