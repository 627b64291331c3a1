/**
 * Makes `src/core/detectors/generic/language.data.ts`: letter trigrams and the commonest words of ordinary code and prose, counted over
 * the sources, documents and translations of the installed npm packages. `node scripts/train/language.ts`
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const WORDS = 6000;
const SIZE = 27;
const fileCount = new Map<string, number>();
const counts = new Float64Array(SIZE ** 3);

for (const file of filesOf('node_modules', 0)) {
  const text = readFileSync(file, 'utf8');
  if (/[^\n]{2000}/.test(text)) continue;
  const seen = new Set<string>();
  for (const run of text.match(/[A-Z]?[a-z]+|[A-Z]{2,}(?![a-z])/g) ?? []) {
    const word = run.toLowerCase();
    if (word.length > 2 && word.length < 15) seen.add(word);
  }
  for (const word of seen) fileCount.set(word, (fileCount.get(word) ?? 0) + 1);
}
const ranked = [...fileCount].filter(([, n]) => n >= 3).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
for (const [word, n] of ranked) {
  const weight = Math.log2(1 + n);
  const letters = [0, 0, ...[...word].map((c) => c.charCodeAt(0) - 96), 0];
  for (let i = 2; i < letters.length; i++) counts[(letters[i - 2]! * SIZE + letters[i - 1]!) * SIZE + letters[i]!]! += weight;
}
let table = '';
for (let pair = 0; pair < SIZE * SIZE; pair++) {
  let total = 0;
  for (let c = 0; c < SIZE; c++) total += counts[pair * SIZE + c]!;
  for (let c = 0; c < SIZE; c++) {
    const p = (counts[pair * SIZE + c]! + 0.5) / (total + 0.5 * SIZE);
    let code = 35 + Math.min(87, Math.round(-Math.log2(p) * 6));
    if (code === 92) code = 93;
    if (code === 96) code = 97;
    table += String.fromCharCode(code);
  }
}
const words = ranked
  .slice(0, WORDS)
  .map(([word]) => word)
  .sort();
writeFileSync(
  'src/core/detectors/generic/language.data.ts',
  `// Made by scripts/train/language.ts from the sources of npm packages. Do not edit.\n// One character a trigram: 35 + 6 × -log2 p(c | a b), letters a–z as 1–26, anything else 0.\nexport const TRIGRAMS =\n  \`${table.replaceAll('${', '$ {'.replace(' ', '')).replaceAll('${', '\\${')}\`;\nexport const WORDS =\n  '${words.join(' ')}';\n`,
);
console.log(`${ranked.length} words seen, ${words.length} kept`);

function* filesOf(folder: string, depth: number): Generator<string> {
  if (depth > 8) return;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) continue;
    if (stat.isDirectory()) yield* filesOf(path, depth + 1);
    else if (/\.(?:[cm]?js|[cm]?ts|md|json)$/.test(name) && stat.size < 400_000 && !/\.min\.|secretlint/.test(path)) yield path;
  }
}
