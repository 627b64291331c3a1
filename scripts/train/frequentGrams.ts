import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../host/paths.ts';

/**
 * `node scripts/train/frequentGrams.ts`: the four characters in a row that are most frequent in ordinary sources and texts, as
 * `src/core/accelerator/frequentGrams.data.ts`. The packages of this checkout stand for those.
 */
const COUNT = 2000;

const counts = new Map<string, number>();
const files = globSync('**/*.{js,md,ts,json,py,css,html,yml}', { cwd: join(root, 'node_modules') }).toSorted();
for (const file of files.filter((_, index) => index % 40 === 3)) {
  let text = '';
  try {
    text = readFileSync(join(root, 'node_modules', file), 'utf8')
      .slice(0, 60_000)
      .toLowerCase();
  } catch {
    // A folder that is called like a file.
  }
  for (let i = 0; i + 4 <= text.length; i++) {
    const gram = text.slice(i, i + 4);
    if (/^[a-z _.:-]+$/.test(gram)) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
}
const frequent = [...counts]
  .toSorted((a, b) => b[1] - a[1])
  .slice(0, COUNT)
  .map(([gram]) => gram);
const lines = frequent.join('').match(/.{1,120}/g) ?? [];
writeFileSync(
  join(root, 'src/core/accelerator/frequentGrams.data.ts'),
  `/** The most frequent first. Made by \`node scripts/train/frequentGrams.ts\`. */\n` +
    `export const FREQUENT_GRAMS =\n${lines.map((line) => `  '${line}'`).join(' +\n')};\n`,
);
