import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const readJson = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));

export interface Setting {
  readonly default: unknown;
  readonly scope: string;
  readonly order: number;
  readonly markdownDescription: string;
}

interface Section {
  readonly id: string;
  readonly title: string;
  readonly order: number;
  readonly properties: Readonly<Record<string, Setting>>;
}

/** package.json as it stands, with %key% where a text is. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test reads it as it comes
export const rawManifest = readJson('package.json') as any;

/** The texts of package.json in a language; without one, in English. */
export const nls = (language?: string): Readonly<Record<string, string>> =>
  readJson(language === undefined ? 'package.nls.json' : `package.nls.${language}.json`) as Record<string, string>;

/** package.json as VS Code reads it: with the English texts. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test reads it as it comes
export const manifest = fill(rawManifest, nls()) as any;

/** The settings, by section. */
export const sections: readonly Section[] = manifest.contributes.configuration;

/** All settings in their order. */
export const settings: Readonly<Record<string, Setting>> = Object.assign({}, ...sections.map(({ properties }) => properties));

function fill(value: unknown, texts: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string') {
    const key = /^%(.+)%$/.exec(value)?.[1];
    return key === undefined ? value : (texts[key] ?? value);
  }
  if (Array.isArray(value)) return value.map((each) => fill(each, texts));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, fill(each, texts)]));
}
