/**
 * Trains the scorer of generic secrets on the labelled cases in `../shared/corpora/dev` and on ordinary npm package sources (all negative),
 * and writes `src/core/detectors/generic/model.data.ts`. `node scripts/train/generic.ts [--folds 5] [--write]`; without `--write` it only
 * cross-validates, by repository, so that a figure speaks of repositories the model has not seen.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDummy } from '../../src/core/detectors/dummy.ts';
import { candidatesAt } from '../../src/core/detectors/generic/candidate.ts';
import { FEATURES, featuresOf } from '../../src/core/detectors/generic/features.ts';
import { KEYWORDS } from '../../src/core/detectors/generic/keywords.ts';

interface Sample {
  group: string;
  row: string;
  x: number[];
  y: number;
  w: number;
  show: string;
}
interface Span {
  start: number;
  end: number;
}

const CORPORA = '../shared/corpora/dev';
const keyword = new RegExp(KEYWORDS.join('|'), 'gi');
const rounds = Number(option('--rounds') ?? 150);
const depth = Number(option('--depth') ?? 5);
const rate = 0.12;
const minLeaf = 6;

function option(name: string): string | undefined {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}

function samplesOf(text: string, path: string | undefined): { x: number[]; start: number; end: number; show: string }[] {
  const out = [];
  const seen = new Set<number>();
  for (const match of text.matchAll(keyword)) {
    for (const candidate of candidatesAt(text, match.index).candidates) {
      if (seen.has(candidate.start) || candidate.end - candidate.start < 3) continue;
      // Never judged either.
      if (isDummy(text.slice(candidate.start, candidate.end))) continue;
      seen.add(candidate.start);
      out.push({
        x: featuresOf(text, candidate, path),
        start: candidate.start,
        end: candidate.end,
        show: text.slice(candidate.nameStart, candidate.end).slice(0, 120),
      });
    }
  }
  return out;
}

const overlaps = (a: Span, b: Span): boolean => a.start < b.end && a.end > b.start;
const lineOf = (text: string, s: Span): Span => {
  const end = text.indexOf('\n', Math.max(s.start, s.end - 1));
  return { start: text.lastIndexOf('\n', s.start - 1) + 1, end: end < 0 ? text.length : end };
};

const samples: Sample[] = [];
const rowsByGroup = new Map<string, { pos: Set<string>; neg: Set<string> }>();
for (const file of readdirSync(CORPORA).filter((f) => f.startsWith('secrets-'))) {
  const source = file.slice(8, -6);
  for (const line of readFileSync(join(CORPORA, file), 'utf8').trim().split('\n')) {
    const row = JSON.parse(line) as {
      id: string;
      text: string;
      path?: string;
      type: string;
      expect: 'present' | 'absent' | Span[];
      target?: Span[];
      neg?: Span[];
      weak?: boolean;
      tier?: string;
    };
    if (row.tier === 'soft' || row.weak) continue;
    const group = source === 'creddata' ? row.id.split('/')[1]! : `${source}:${row.type}`;
    const positive = row.expect !== 'absent';
    const targets = row.target ?? (Array.isArray(row.expect) ? row.expect : undefined);
    const negLines = row.expect === 'absent' ? row.neg?.map((s) => lineOf(row.text, s)) : undefined;
    const set = rowsByGroup.get(group) ?? { pos: new Set(), neg: new Set() };
    rowsByGroup.set(group, set);
    for (const found of samplesOf(row.text, row.path)) {
      let y: number | undefined;
      if (positive && targets) y = targets.some((t) => overlaps(found, t)) ? 1 : undefined;
      else if (positive) y = source === 'creddata' ? undefined : 1;
      else if (!negLines || negLines.some((n) => overlaps(found, n))) y = 0;
      if (y === undefined) continue;
      // Words with blanks between them are texts, whatever a test table calls them; learnt as secrets, they spoil every user interface.
      if (y === 1 && found.x[FEATURES.indexOf('plainWords')]! > 1) continue;
      samples.push({ group, row: row.id, x: found.x, y, w: source === 'creddata' ? 1 : 0.8, show: found.show });
      (y ? set.pos : set.neg).add(row.id);
    }
  }
}
const before = samples.length;
let bytes = 0;
for (const file of sources('node_modules', 0)) {
  const text = readFileSync(file, 'utf8');
  bytes += text.length;
  if (bytes > 40e6) break;
  const found = samplesOf(text, file);
  for (const f of found) samples.push({ group: `npm${hash(file) % 5}`, row: file, x: f.x, y: 0, w: 0.3, show: f.show });
}
console.log(
  `${before} labelled candidates, ${samples.length - before} from ${(bytes / 1e6).toFixed(0)} MB of npm packages, ${FEATURES.length} features`,
);

function* sources(folder: string, level: number): Generator<string> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) continue;
    if (stat.isDirectory()) {
      if (level < 8 && !/secretlint|^\.bin$/.test(name)) yield* sources(path, level + 1);
    } else if (/\.(?:[cm]?js|[cm]?ts|md|ya?ml)$/.test(name) && stat.size < 600_000 && hash(path) % 2 === 0) yield path;
  }
}
function hash(text: string): number {
  let h = 7;
  for (let i = 0; i < text.length; i++) h = (Math.imul(h, 31) + text.charCodeAt(i)) >>> 0;
  return h;
}

type Tree = number[];
const BINS = 40;

function train(set: Sample[]): { bias: number; trees: Tree[] } {
  const width = FEATURES.length;
  const cuts = Array.from({ length: width }, (_, f) => {
    const values = [...new Set(set.map((s) => s.x[f]!))].sort((a, b) => a - b);
    if (values.length <= BINS) return values.slice(0, -1).map((v, i) => (v + values[i + 1]!) / 2);
    const sorted = set.map((s) => s.x[f]!).sort((a, b) => a - b);
    return [...new Set(Array.from({ length: BINS }, (_, i) => sorted[Math.floor(((i + 1) * sorted.length) / (BINS + 1))]!))];
  });
  const binned = set.map((s) =>
    Uint8Array.from(s.x, (v, f) => {
      let b = 0;
      for (const c of cuts[f]!) {
        if (v <= c) break;
        b++;
      }
      return b;
    }),
  );
  const total = set.reduce((a, s) => a + s.w, 0);
  const positives = set.reduce((a, s) => a + s.w * s.y, 0);
  const bias = Math.log(positives / (total - positives));
  const score = new Float64Array(set.length).fill(bias);
  const trees: Tree[] = [];
  const gradient = new Float64Array(set.length),
    hessian = new Float64Array(set.length);
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < set.length; i++) {
      const p = 1 / (1 + Math.exp(-score[i]!));
      gradient[i] = set[i]!.w * (set[i]!.y - p);
      hessian[i] = set[i]!.w * p * (1 - p);
    }
    const tree: Tree = [];
    const grow = (rows: number[], level: number): number => {
      const at = tree.length / 4;
      tree.push(-1, 0, 0, 0);
      let G = 0,
        H = 0;
      for (const i of rows) {
        G += gradient[i]!;
        H += hessian[i]!;
      }
      let best = { gain: 1e-3, f: -1, bin: 0 };
      if (level < depth && rows.length >= 2 * minLeaf) {
        for (let f = 0; f < width; f++) {
          const g = new Float64Array(BINS + 2),
            h = new Float64Array(BINS + 2),
            n = new Uint32Array(BINS + 2);
          for (const i of rows) {
            const b = binned[i]![f]!;
            g[b]! += gradient[i]!;
            h[b]! += hessian[i]!;
            n[b]!++;
          }
          let gl = 0,
            hl = 0,
            nl = 0;
          for (let b = 0; b < cuts[f]!.length; b++) {
            gl += g[b]!;
            hl += h[b]!;
            nl += n[b]!;
            if (nl < minLeaf || rows.length - nl < minLeaf) continue;
            const gain = gl ** 2 / (hl + 1) + (G - gl) ** 2 / (H - hl + 1) - G ** 2 / (H + 1);
            if (gain > best.gain) best = { gain, f, bin: b };
          }
        }
      }
      if (best.f < 0) {
        const value = (rate * G) / (H + 1);
        tree[4 * at + 1] = Number(value.toFixed(3));
        for (const i of rows) score[i]! += value;
        return at;
      }
      const left: number[] = [],
        right: number[] = [];
      for (const i of rows) (binned[i]![best.f]! <= best.bin ? left : right).push(i);
      tree[4 * at] = best.f;
      tree[4 * at + 1] = Number(cuts[best.f]![best.bin]!.toFixed(4));
      tree[4 * at + 2] = grow(left, level + 1);
      tree[4 * at + 3] = grow(right, level + 1);
      return at;
    };
    grow(
      set.map((_, i) => i),
      0,
    );
    trees.push(tree);
  }
  return { bias: Number(bias.toFixed(4)), trees };
}

/** As `judge.ts` reads it: a leaf is -1 and its value; a node its feature, threshold and where its right branch begins, the left one following. */
function compact(tree: Tree): number[] {
  const out: number[] = [];
  const put = (node: number): void => {
    const [feature, value, left, right] = tree.slice(4 * node, 4 * node + 4) as [number, number, number, number];
    if (feature < 0) {
      out.push(-1, value);
      return;
    }
    const at = out.length;
    out.push(feature, Number(value.toPrecision(4)), 0);
    put(left);
    out[at + 2] = out.length;
    put(right);
  };
  put(0);
  return out;
}

function predict(model: { bias: number; trees: Tree[] }, x: number[]): number {
  let s = model.bias;
  for (const t of model.trees) {
    let n = 0;
    while (t[n]! >= 0) n = 4 * (x[t[n]!]! <= t[n + 1]! ? t[n + 2]! : t[n + 3]!);
    s += t[n + 1]!;
  }
  return 1 / (1 + Math.exp(-s));
}

const folds = Number(option('--folds') ?? 5);
if (folds > 1) {
  const out = new Float64Array(samples.length);
  for (let fold = 0; fold < folds; fold++) {
    const model = train(samples.filter((s) => hash(s.group) % folds !== fold));
    samples.forEach((s, i) => {
      if (hash(s.group) % folds === fold) out[i] = predict(model, s.x);
    });
  }
  for (const corpus of ['creddata', ...new Set([...rowsByGroup.keys()].filter((g) => g.includes(':')).map((g) => g.split(':')[0]!))]) {
    const inCorpus = (s: Sample): boolean =>
      corpus === 'creddata' ? !s.group.includes(':') && !s.group.startsWith('npm') : s.group.startsWith(`${corpus}:`);
    const max = { pos: new Map<string, number>(), neg: new Map<string, number>() };
    samples.forEach((s, i) => {
      if (inCorpus(s)) {
        const m = s.y ? max.pos : max.neg;
        m.set(s.row, Math.max(m.get(s.row) ?? 0, out[i]!));
      }
    });
    const line = [0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95].map(
      (t) => `${t}: ${[...max.pos.values()].filter((v) => v >= t).length}/${[...max.neg.values()].filter((v) => v >= t).length}`,
    );
    console.log(`${corpus.padEnd(16)} rows +${max.pos.size} -${max.neg.size}   hits at threshold (true/false)  ${line.join('  ')}`);
  }
  const npm = samples.map((s, i) => [s, out[i]!] as const).filter(([s]) => s.group.startsWith('npm'));
  console.log(`npm: ${[0.3, 0.5, 0.7].map((t) => `${t}: ${npm.filter(([, v]) => v >= t).length}`).join('  ')} of ${npm.length}`);
  if (process.argv.includes('--show')) {
    const show = samples.map((s, i) => ({ s, p: out[i]! }));
    for (const { s, p } of show.filter(({ s, p }) => !s.y && p > 0.5).slice(0, 120))
      console.log('false', p.toFixed(2), s.group, JSON.stringify(s.show));
    for (const { s, p } of show.filter(({ s, p }) => s.y && p < 0.5).slice(0, 160))
      console.log('missed', p.toFixed(2), s.group, JSON.stringify(s.show));
  }
}
if (process.argv.includes('--write')) {
  const { bias, trees } = train(samples);
  const model = { bias, trees: trees.map(compact) };
  writeFileSync(
    'src/core/detectors/generic/model.data.ts',
    `// Made by scripts/train/generic.ts. Do not edit. One line, because a list of numbers a line apiece is three times as long.\nexport const MODEL = JSON.parse(\n  '${JSON.stringify(model)}',\n) as { readonly bias: number; readonly trees: readonly (readonly number[])[] };\n`,
  );
}
