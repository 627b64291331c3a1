import { ACTIONS } from '../schema.ts';
import type { Path } from '../yamlSource.ts';
import { contextAt, type Context } from './context.ts';
import { ACTION_WORDS } from './hover.ts';
import { isList, keysAt, type KnownKey, keyKind, type PlaceKind, valueKind, wordsAt } from './places.ts';

/** What a file may name, besides the words of the format. */
export interface Names {
  /** Most open first, with a few words on each. */
  readonly tiers: readonly Named[];
  readonly providers: readonly Named[];
  readonly detectors: readonly Named[];
  /** Files that its rules can reach, relative to the file's own folder with `/`. */
  readonly paths: readonly string[];
  /** YYYY-MM-DD. */
  readonly today: string;
}

export interface Named {
  readonly name: string;
  readonly detail?: string;
}

export interface Completion {
  readonly label: string;
  readonly kind: PlaceKind | 'key' | 'entry' | 'word';
  readonly detail?: string;
  /** Replaces `start` to `end`: a snippet with `$1` where the author goes on. */
  readonly snippet: string;
  readonly start: number;
  readonly end: number;
}

/** What may stand at an offset. Empty in comments and where anything may stand. */
export function completionsAt(source: string, offset: number, names: Names): Completion[] {
  const context = contextAt(source, offset);
  if (!context) return [];
  const { path, slot } = context;
  // An entry of a list of texts looks like the beginning of a key.
  const isText = typeof path.at(-1) === 'number' && keysAt(path).length === 0;
  if (slot === 'value' || isText) return valuesAt(context, path, names);
  return [...(slot === 'line' || isList(path) ? entriesAt(context) : []), ...keysOf(context, names)];
}

/**
 * The same beside an editor that completes YAML by the schema: without what that offers too. Those are, outside of braces, the keys of
 * the format and the words that a schema lists (read from what yaml-language-server 1.25 answers).
 */
export function completionsBesideSchema(source: string, offset: number, names: Names): Completion[] {
  const inBraces = contextAt(source, offset)?.inBraces === true;
  return completionsAt(source, offset, names).filter(({ kind }) => inBraces || !BY_SCHEMA.includes(kind));
}

const BY_SCHEMA: readonly Completion['kind'][] = ['key', 'word', 'action'];

function keysOf(context: Context, names: Names): Completion[] {
  const { path, taken } = context;
  const known = keysAt(path).filter(({ name }) => !taken.includes(name));
  const kind = keyKind([...path, '']);
  const own = kind === undefined ? [] : namedOf(kind, context, names).filter(({ name }) => !taken.includes(name));
  return [
    ...known.map((key): Completion => ({
      ...place(context),
      label: key.name,
      kind: 'key',
      snippet: keySnippet(key, context),
      ...detail(key.description),
    })),
    ...own.map(({ name, detail: words }): Completion => ({
      ...place(context),
      label: name,
      kind: kind ?? 'key',
      snippet: `${context.quote ? escaped(name) : escaped(plainKey(name))}${context.quote ? '' : ': '}`,
      ...detail(words),
    })),
  ];
}

function keySnippet({ name, holds }: KnownKey, { indent, slot }: Context): string {
  // Within braces everything stays on its line.
  if (holds === 'text' || slot !== 'line') return `${name}: `;
  const inner = ' '.repeat(indent + 2);
  return holds === 'list' ? `${name}:\n${inner}- ` : `${name}:\n${inner}`;
}

/** A whole entry of a list, on a line where one may begin. */
function entriesAt(context: Context): Completion[] {
  const { path, indent, slot } = context;
  if (slot !== 'line' || !isList(path)) return [];
  const inner = ' '.repeat(indent + 2);
  const entry = ENTRIES[path.join('/')] ?? { label: '- …', rows: ['$1'] };
  return [{ ...place(context), label: entry.label, kind: 'entry', snippet: `- ${entry.rows.join(`\n${inner}`)}` }];
}

const ENTRIES: Readonly<Record<string, { readonly label: string; readonly rows: readonly string[] }>> = {
  files: { label: '- match: … tier: …', rows: ['match: "$1"', 'tier: $2'] },
  exceptions: { label: '- path: … detector: …', rows: ['path: "$1"', 'detector: $2', 'reason: $3', 'until: $4'] },
  expect: { label: '- path: … tier: …', rows: ['path: "$1"', 'tier: $2'] },
  'detectors/custom': {
    label: '- id: … pattern: …',
    rows: ['id: $1', 'title: $2', 'kind: secret', 'keywords: [$3]', "pattern: '(?<value>$4)'", 'finds: [$5]'],
  },
};

function valuesAt(context: Context, path: Path, names: Names): Completion[] {
  const kind = valueKind(path);
  if (kind === undefined) return wordsAt(path).map((word) => ({ ...place(context), label: word, kind: 'word', snippet: word }));
  // A list in its place begins with a bracket, and what it holds is offered inside.
  return namedOf(kind, context, names).map(({ name, detail: words }): Completion => ({
    ...place(context),
    label: name,
    kind,
    snippet: escaped(context.quote || !needsQuotes(name) ? name : `"${name}"`),
    ...detail(words),
  }));
}

function namedOf(kind: PlaceKind, { typed, path }: Context, names: Names): readonly Named[] {
  if (kind === 'tier') return names.tiers;
  if (kind === 'provider')
    return path[0] === 'tiers' ? [{ name: 'default', detail: 'every provider not named here' }, ...names.providers] : names.providers;
  if (kind === 'detector') return path[1] === 'custom' ? [] : names.detectors;
  if (kind === 'action') return ACTIONS.map((name) => ({ name, detail: ACTION_WORDS[name] }));
  if (kind === 'date') return [30, 90, 365].map((days) => ({ name: dayAfter(names.today, days), detail: `in ${days} days` }));
  if (kind === 'path') return belowTyped(typed, names.paths, '');
  if (kind === 'file')
    return names.paths.filter((each) => /\.cordon\.ya?ml$/.test(each) && each !== '.cordon.yaml').map((each) => ({ name: `./${each}` }));
  return globsFor(typed, names.paths);
}

/** As many as a list of suggestions is read. */
const MOST = 200;

/** The folders and files right below what is typed, and globs for the kinds of files there are. */
function globsFor(typed: string, paths: readonly string[]): Named[] {
  const endings = new Map<string, number>();
  for (const path of paths) {
    const ending = /[^/]\.([A-Za-z0-9]{1,12})$/.exec(path)?.[1];
    if (ending) endings.set(ending, (endings.get(ending) ?? 0) + 1);
  }
  const byEnding = [...endings]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 30)
    .map(([ending, count]): Named => ({ name: `**/*.${ending}`, detail: files(count) }));
  return [...belowTyped(typed, paths, '/**'), ...byEnding].slice(0, MOST);
}

function belowTyped(typed: string, paths: readonly string[], folderEnding: string): Named[] {
  const folder = typed.slice(0, typed.lastIndexOf('/') + 1).replace(/^!/, '');
  const folders = new Map<string, number>();
  const here: string[] = [];
  for (const path of paths) {
    if (!path.startsWith(folder)) continue;
    const slash = path.indexOf('/', folder.length);
    if (slash < 0) here.push(path);
    else folders.set(path.slice(0, slash), (folders.get(path.slice(0, slash)) ?? 0) + 1);
  }
  return [
    ...[...folders]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, count]) => ({ name: `${name}${folderEnding || '/'}`, detail: files(count) })),
    // A glob without a slash matches at any depth.
    ...here.sort().map((name) => ({ name: folderEnding !== '' && !name.includes('/') ? `/${name}` : name })),
  ].slice(0, MOST);
}

const files = (count: number): string => `${count} file${count === 1 ? '' : 's'}`;

/** An ISO date so many days later. */
function dayAfter(today: string, days: number): string {
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10);
}

const place = ({ start, end }: Context): Pick<Completion, 'start' | 'end'> => ({ start, end });
const detail = (words: string | undefined): { readonly detail?: string } => (words === undefined ? {} : { detail: words });
const needsQuotes = (name: string): boolean => !/^[A-Za-z0-9./][\w./-]*$/.test(name);
const plainKey = (name: string): string => (needsQuotes(name) ? `"${name}"` : name);
/** `$`, `}` and `\` mean something in a snippet. */
const escaped = (text: string): string => text.replace(/[\\$}]/g, '\\$&');
