import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../host/paths.ts';
import { Failure, main } from '../host/progress.ts';

/** A text that the editor shows: the argument of `vscode.l10n.t`. */
export interface Message {
  /** By which a bundle names it: the English text. */
  readonly key: string;
  /** `src/vscode/features/paste.ts:12`. */
  readonly place: string;
}

/** Why a call cannot be translated: the text is put together, so no bundle can name it. */
export interface Unreadable {
  readonly place: string;
}

export interface Extracted {
  readonly messages: readonly Message[];
  readonly unreadable: readonly Unreadable[];
}

/**
 * `node scripts/docs/l10n.ts`: takes what the code no longer says out of every bundle in l10n/ and names what is not translated yet;
 * with `--check` it writes nothing. Fails while a translation is missing. A bundle for another language begins as `{}`.
 */
if (import.meta.main) await main(() => Promise.resolve(update(process.argv.includes('--check'))));

function update(check: boolean): number {
  const { messages, unreadable } = extract();
  if (unreadable.length > 0)
    throw new Failure(
      `vscode.l10n.t takes one literal text, with {0} for what is put in, so that it can be translated. Not so at:\n${unreadable.map(({ place }) => `  ${place}`).join('\n')}`,
    );
  const known = new Map(messages.map(({ key, place }) => [key, place]));
  let faults = 0;
  for (const file of bundles()) {
    const bundle = readBundle(file);
    const kept = Object.fromEntries(
      Object.entries(bundle)
        .filter(([key]) => known.has(key))
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    );
    const over = Object.keys(bundle).filter((key) => !known.has(key));
    if (!check) writeFileSync(join(root, file), `${JSON.stringify(kept, undefined, 2)}\n`);
    else if (over.length > 0) {
      faults += over.length;
      console.error(`${file} translates what the code no longer says: run "node scripts/docs/l10n.ts".\n${indented(over)}`);
    }
    const missing = [...known].filter(([key]) => !(key in bundle));
    faults += missing.length;
    if (missing.length > 0)
      console.error(`${file} lacks:\n${indented(missing.map(([key, place]) => `${JSON.stringify(key)} (${place})`))}`);
  }
  return faults > 0 ? 1 : 0;
}

function indented(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}`).join('\n');
}

/** The bundles of translations, relative to the checkout. */
export function bundles(): string[] {
  return globSync('l10n/bundle.l10n.*.json', { cwd: root }).toSorted();
}

export function readBundle(file: string): Record<string, string> {
  return JSON.parse(readFileSync(join(root, file), 'utf8')) as Record<string, string>;
}

/** What the sources of the extension give to `vscode.l10n.t`. */
export function extract(): Extracted {
  const all = globSync('src/vscode/**/*.ts', { cwd: root })
    .toSorted()
    .map((file) => extractFrom(file.replaceAll('\\', '/'), readFileSync(join(root, file), 'utf8')));
  return { messages: all.flatMap(({ messages }) => messages), unreadable: all.flatMap(({ unreadable }) => unreadable) };
}

export function extractFrom(file: string, text: string): Extracted {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const messages: Message[] = [];
  const unreadable: Unreadable[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /(^|\.)l10n\.t$/.test(node.expression.getText(source))) {
      const place = `${file}:${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1}`;
      const [first] = node.arguments;
      if (first && ts.isStringLiteralLike(first)) messages.push({ key: first.text, place });
      else unreadable.push({ place });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { messages, unreadable };
}
