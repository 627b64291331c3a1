import { isMap, isSeq, type Node, parseDocument } from 'yaml';
import { createRuleMatcher } from '../match.ts';
import { parsePolicy, type ParseContext } from '../parse.ts';
import { newPolicySource, withRules } from '../proposal.ts';
import { type Mention, mentionsOf, sameAs } from './mentions.ts';

/** Puts `text` in place of what stands from `start` to `end` (UTF-16 offsets). */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Why a tier cannot be named so, in words for its author, or undefined when it can. */
export function tierNameProblem(name: string, taken: Iterable<string>): string | undefined {
  if (!/^[A-Za-z][A-Za-z0-9_-]{0,39}$/.test(name)) return 'A tier is named by a letter, then letters, digits, `-` or `_` (at most 40).';
  return [...taken].includes(name) ? `There is a tier \`${name}\` already.` : undefined;
}

/** The changes that give something another name everywhere in a file. Quotes stay as they are. */
export const renameIn = (source: string, what: Pick<Mention, 'kind' | 'name'>, to: string): TextChange[] =>
  sameAs(mentionsOf(source), what).map(({ start, end }) => {
    const quoted = /["']/.test(source[start] ?? '');
    return { start: quoted ? start + 1 : start, end: quoted ? end - 1 : end, text: to };
  });

/** Takes an entry of a list out, with its own line and the comments above that lie closer to it than to the entry before. */
export function removeEntry(source: string, list: 'files' | 'exceptions', index: number): TextChange | undefined {
  const found = entryOf(source, list, index);
  return found && { ...found, text: '' };
}

/** Puts a rule at the end of `files`, where it wins over all others. */
export function moveToEnd(source: string, index: number): TextChange[] | undefined {
  const from = entryOf(source, 'files', index);
  const last = entryOf(source, 'files', entriesOf(source, 'files').length - 1);
  if (!from || !last || from.start >= last.start) return undefined;
  const text = source.slice(from.start, from.end);
  const newline = source.slice(0, last.end).endsWith('\n') ? '' : '\n';
  return [
    { ...from, text: '' },
    { start: last.end, end: last.end, text: `${newline}${text}` },
  ];
}

/** The index of the entry of a list that an offset lies in. */
export function entryAt(source: string, list: 'files' | 'exceptions', offset: number): number | undefined {
  const index = entriesOf(source, list).findIndex(({ range }) => range && range[0] <= offset && offset <= range[1]);
  return index < 0 ? undefined : index;
}

export interface Classify {
  /** Paths relative to the file's folder, with `/`; a folder ends with `/`. */
  readonly paths: readonly string[];
  readonly tier: string;
}

/**
 * A classification file in which the paths have the tier: a rule that means exactly them gets another tier, else one is added at the
 * end. `source` undefined: a new file. Comments and order stay. Undefined for a file that cannot be read.
 */
export function classifyIn(source: string | undefined, { paths, tier }: Classify, context: ParseContext = {}): string | undefined {
  const match = paths.map(globOf);
  if (source === undefined || source.trim() === '') return newPolicySource([{ match, tier }]);
  const changed = withOtherTier(source, match, tier);
  if (changed !== undefined && hasTier(changed, paths, tier, context)) return changed;
  return withRules(source, [{ match, tier }]);
}

/** The glob that means one path and nothing else. */
export function globOf(path: string): string {
  const literal = path.replace(/[\\*?[\]{}]/g, '\\$&').replace(/^!/, '\\!');
  if (literal.endsWith('/')) return `${literal.includes('/', 0) && !literal.slice(0, -1).includes('/') ? '/' : ''}${literal}**`;
  // A glob without a slash would match at any depth.
  return literal.includes('/') ? literal : `/${literal}`;
}

function withOtherTier(source: string, match: readonly string[], tier: string): string | undefined {
  const same = JSON.stringify(match);
  const mentions = mentionsOf(source);
  const index = entriesOf(source, 'files').findLastIndex((_entry, at) => {
    const globs = mentions.filter(({ kind, path }) => kind === 'glob' && path[0] === 'files' && path[1] === at);
    return JSON.stringify(globs.map(({ name }) => name)) === same;
  });
  const found = mentions.find(({ kind, path, at }) => kind === 'tier' && at === 'value' && path[0] === 'files' && path[1] === index);
  return found && `${source.slice(0, found.start)}${tier}${source.slice(found.end)}`;
}

function hasTier(source: string, paths: readonly string[], tier: string, context: ParseContext): boolean {
  const { policy } = parsePolicy(source, '.cordon.yaml', undefined, context);
  if (!policy) return false;
  // Its own rules alone: what lies above is not changed by writing here.
  const classify = createRuleMatcher(
    policy.files.map(({ folder: _folder, ...rule }) => rule),
    { tiers: policy.tiers.map(({ name }) => name) },
  );
  return paths.every((path) => classify(path.endsWith('/') ? `${path}x` : path)?.rule.tier === tier);
}

function entriesOf(source: string, list: 'files' | 'exceptions'): readonly Node[] {
  const { contents } = parseDocument(source, { logLevel: 'silent', prettyErrors: false });
  const found: unknown = isMap(contents) ? contents.get(list, true) : undefined;
  return isSeq(found) ? (found.items as Node[]) : [];
}

/** Whole lines of a block entry, with the comments right above it. Undefined for entries within brackets. */
function entryOf(
  source: string,
  list: 'files' | 'exceptions',
  index: number,
): { readonly start: number; readonly end: number } | undefined {
  const entries = entriesOf(source, list);
  const range = entries[index]?.range;
  if (!range) return undefined;
  let start = source.lastIndexOf('\n', range[0] - 1) + 1;
  if (!/^\s*-\s*$/.test(source.slice(start, range[0]))) return undefined;
  for (;;) {
    const before = source.lastIndexOf('\n', start - 2) + 1;
    if (start === 0 || !/^\s+#/.test(source.slice(before, start))) break;
    start = before;
  }
  const [, valueEnd] = range;
  const newline = source.indexOf('\n', Math.max(range[0], source[valueEnd - 1] === '\n' ? valueEnd - 1 : valueEnd));
  return { start, end: newline < 0 ? source.length : newline + 1 };
}
