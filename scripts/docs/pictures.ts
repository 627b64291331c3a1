import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../host/paths.ts';
import { main } from '../host/progress.ts';

/** How the pictures are taken anew: by the journey that looks at what they show. */
export const RENEW = 'CORDON_PICTURES=yes npm test -- journeys -- --grep "how Cordon looks"';

const RECORD = join(root, 'docs', 'images', 'sources.json');

/** What every picture stands on: the files it shows and the steps that lead there. */
const ALWAYS = ['scripts/host/demo.ts', 'test/journeys/looks.test.ts'];
const EDITOR = ['src/vscode/features/diagnostics.ts', 'src/vscode/convert.ts'];
const FIXES = ['src/vscode/features/quickFixes.ts', 'src/vscode/features/references.ts', 'src/vscode/features/allow.ts'];
const STATUS = ['src/vscode/features/statusBar.ts'];

/** Each picture of the editor and the sources whose work it shows, as globs. */
export const PICTURES: Readonly<Record<string, readonly string[]>> = {
  'docs/images/diagnostics.png': [...EDITOR, ...FIXES],
  'docs/images/dark.png': EDITOR,
  'docs/images/high-contrast.png': EDITOR,
  'docs/images/narrow.png': [...EDITOR, ...STATUS],
  'docs/images/chat.png': STATUS,
  'docs/images/refusal.png': ['src/core/policy/decide.ts'],
  'docs/images/kept-back.png': STATUS,
  'media/walkthrough/findings.jpg': [...EDITOR, ...FIXES],
  'media/walkthrough/chat.jpg': STATUS,
  'media/walkthrough/paste.jpg': ['src/vscode/pasteNotice.ts', 'src/vscode/features/placeholders.ts'],
  'media/walkthrough/classify.jpg': ['src/vscode/features/policyLens.ts'],
  'media/walkthrough/kept-back.jpg': STATUS,
};

/** `node scripts/docs/pictures.ts --check`: whether the sources are those that the pictures were taken of. */
if (import.meta.main) await main(() => Promise.resolve(check()));

function check(): number {
  const recorded = existsSync(RECORD) ? (JSON.parse(readFileSync(RECORD, 'utf8')) as Record<string, string>) : {};
  const wanted = hashes();
  const gone = Object.keys(recorded).filter((picture) => !(picture in wanted));
  const stale = Object.keys(wanted).filter((picture) => recorded[picture] !== wanted[picture] || !existsSync(join(root, picture)));
  for (const picture of gone) console.error(`${picture} is recorded, but nothing takes it any more.`);
  for (const picture of stale) console.error(`${picture} may not show what is: ${PICTURES[picture]?.join(', ')} or the journey changed.`);
  if (stale.length + gone.length === 0) return 0;
  console.error(`Take them anew, look at them, and commit them:\n  ${RENEW}`);
  return 1;
}

/** Remembers that the pictures show the present sources. */
export function recordPictures(): void {
  writeFileSync(RECORD, `${JSON.stringify(hashes(), undefined, 2)}\n`);
}

/** Picture → SHA-256 over its sources, names included. */
export function hashes(): Record<string, string> {
  return Object.fromEntries(Object.entries(PICTURES).map(([picture, sources]) => [picture, hashOf([...ALWAYS, ...sources])]));
}

function hashOf(globs: readonly string[]): string {
  const hash = createHash('sha256');
  for (const glob of globs) {
    const files = globSync(glob, { cwd: root }).toSorted();
    if (files.length === 0) throw new Error(`No file is like ${glob}, which pictures are said to show.`);
    // One line ending, so that the hash is the same on every machine.
    for (const file of files) hash.update(`${file}\0${readFileSync(join(root, file), 'utf8').replaceAll('\r\n', '\n')}\0`);
  }
  return hash.digest('hex');
}
