import { applyEdits, modify, parseTree, findNodeAtLocation, getNodeValue, type ParseError } from 'jsonc-parser';
import { closedGlobs, type ExportedPolicy, ignoreLines } from './ignoreLines.ts';
import type { ExportTarget } from './targets.ts';

const BEGIN = '# >>> cordon export: generated from .cordon.yaml, do not edit between these lines';
const END = '# <<< cordon export';

/**
 * The file of a target as it should be: what the user wrote stays, what Cordon wrote is written anew. `existing`: undefined where there
 * is none. Gives the same text again where nothing is to change. Throws an `ExportError` where what stands there cannot be read.
 */
export function renderExport(target: ExportTarget, exported: ExportedPolicy, today: string, existing: string | undefined): string {
  const { format, provider } = target;
  if (format === 'ignore' || format === 'ignoreWithoutNegation') {
    const lines = format === 'ignore' ? ignoreLines(exported, provider, today) : closedGlobs(exported, provider, today);
    return withRegion(existing ?? '', [...headOf(target), ...lines]);
  }
  const globs = closedGlobs(exported, provider, today);
  if (format === 'list') return [...headOf(target), ...globs.map((glob) => `- ${JSON.stringify(glob)}`), ''].join('\n');
  return format === 'claude' ? withClaudeRules(target, globs, existing) : withOpencodeRules(target, globs, existing);
}

/** What stands in a file already cannot be kept, because it cannot be read; the message says where. */
export class ExportError extends Error {}

const headOf = ({ title, doesNotStop }: ExportTarget): string[] => [
  `# ${title} keeps away from these files. This does not stop ${doesNotStop}.`,
  '# Write it anew with `cordon export`. Lines of your own belong below this part and count over it.',
];

/** At the beginning, so that its `!` lines open nothing that the user's own lines close. */
function withRegion(existing: string, lines: readonly string[]): string {
  const region = [BEGIN, ...lines, END].join('\n');
  const start = existing.indexOf(BEGIN);
  if (start < 0) return `${region}\n${existing === '' ? '' : '\n'}${existing}`;
  const end = existing.indexOf(END, start);
  // Without its end, nobody knows where the user's own lines begin again.
  if (end < 0) throw new ExportError(`the line \`${END}\` is missing below the generated part; put it back, or remove that part.`);
  return `${existing.slice(0, start)}${region}${existing.slice(end + END.length)}`;
}

// JSON has no comments, so the generated entries stand between two that say so and that name no file.

const FIRST = 'cordon export begins';
const LAST = 'cordon export ends';
const FORMATTING = { formattingOptions: { insertSpaces: true, tabSize: 2, eol: '\n' } };

const wordsOf = ({ doesNotStop }: ExportTarget): string =>
  `${FIRST}: generated from .cordon.yaml. Does not stop ${doesNotStop.replaceAll('`', '')}`.replace(/[()*?[\]{}]/g, '');

/** Claude Code's `permissions.deny`: patterns as in .gitignore, `/` at the beginning is the project's folder. */
function withClaudeRules(target: ExportTarget, globs: readonly string[], existing: string | undefined): string {
  const { text, read } = openJson(target, existing);
  const before = read(['permissions', 'deny']);
  if (before !== undefined && !(Array.isArray(before) && before.every((entry) => typeof entry === 'string')))
    throw new ExportError(`${target.file ?? ''}: \`permissions.deny\` is not a list of texts; mend it first.`);
  const own = withoutGenerated(before ?? [], (entry) => entry);
  const entries = [wordsOf(target), ...globs.map((glob) => (glob.startsWith('/') || glob.startsWith('**/') ? glob : `**/${glob}`)), LAST];
  const deny = [...own, ...entries.map((entry) => `Read(${entry})`)];
  return write(text, ['permissions', 'deny'], deny);
}

/** opencode's `permission.read`: the last pattern that matches wins; `*` also means `/`, and there are no other wildcards but `?`. */
function withOpencodeRules(target: ExportTarget, globs: readonly string[], existing: string | undefined): string {
  const { text, read } = openJson(target, existing);
  const all = read(['permission']);
  const before = read(['permission', 'read']);
  // A single word there means every file, or every tool.
  const general = typeof all === 'string' ? all : typeof before === 'string' ? before : undefined;
  if (before !== undefined && typeof before !== 'string' && (typeof before !== 'object' || before === null || Array.isArray(before)))
    throw new ExportError(`${target.file ?? ''}: \`permission.read\` is not a mapping of patterns; mend it first.`);
  const own = withoutGenerated(typeof before === 'object' ? Object.entries(before) : [], ([pattern]) => pattern);
  const patterns = [...new Set(globs.flatMap(toSimplePatterns))];
  const rules = Object.fromEntries([
    ...(general !== undefined && own.length === 0 ? [['*', general]] : own),
    ...[wordsOf(target), ...patterns, LAST].map((pattern) => [pattern, 'deny']),
  ]) as Record<string, unknown>;
  return typeof all === 'string' ? write(text, ['permission'], { '*': all, read: rules }) : write(text, ['permission', 'read'], rules);
}

function toSimplePatterns(glob: string): string[] {
  const simple = glob
    .replace(/\[(?:\\.|[^\]])+\]/g, '?')
    .replace(/\\(.)/g, '$1')
    .replace(/\*+/g, '*');
  if (simple.startsWith('/')) return [simple.slice(1)];
  const bare = simple.replace(/^\*\//, '');
  return bare.startsWith('*') ? [bare] : [bare, `*/${bare}`];
}

/** The entries that the user wrote: those outside of the two marks. */
function withoutGenerated<T>(entries: readonly T[], textOf: (entry: T) => string): T[] {
  const first = entries.findIndex((entry) => textOf(entry).includes(FIRST));
  const last = entries.findIndex((entry) => textOf(entry).includes(LAST));
  return first < 0 ? [...entries] : [...entries.slice(0, first), ...(last < 0 ? [] : entries.slice(last + 1))];
}

interface OpenJson {
  readonly text: string;
  read(path: readonly string[]): unknown;
}

function openJson({ file }: ExportTarget, existing: string | undefined): OpenJson {
  const text = existing === undefined || existing.trim() === '' ? '{}\n' : existing;
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  if (errors.length > 0 || tree?.type !== 'object')
    throw new ExportError(`${file ?? ''} is not valid JSON; mend it first, so that nothing in it is lost.`);
  return {
    text,
    read(path) {
      const node = findNodeAtLocation(tree, [...path]);
      return node && (getNodeValue(node) as unknown);
    },
  };
}

const write = (text: string, path: readonly string[], value: unknown): string =>
  applyEdits(text, modify(text, [...path], value, FORMATTING));
