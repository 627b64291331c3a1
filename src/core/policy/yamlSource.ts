import { type Document, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument, visit } from 'yaml';
import type { PolicyProblem } from './policy.ts';

export type Path = readonly (string | number)[];

/** A YAML text with the way back from a path in its value to the place in the text. */
export interface YamlSource {
  readonly value: unknown;
  /** Syntax errors, duplicate keys and the like; `value` is meaningless when there are any. */
  readonly problems: readonly PolicyProblem[];
  /** Line, from 1, of the value at a path. */
  line(path: Path): number;
  /** A problem at the value of a path, or at its key with `at: 'key'`. */
  problem(message: string, path: Path, at?: 'key' | 'value', severity?: PolicyProblem['severity']): PolicyProblem;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Reads YAML 1.2 (core schema: dates stay text). Never throws. */
export function readYaml(source: string): YamlSource {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, logLevel: 'error', uniqueKeys: true, strict: true });
  const place = (message: string, range: Range, severity: PolicyProblem['severity'] = 'error'): PolicyProblem => {
    const { line, col } = lines.linePos(range.start);
    return {
      message,
      severity,
      line: Math.max(1, line),
      column: Math.max(1, col),
      start: range.start,
      end: Math.max(range.start, range.end),
    };
  };
  const locate = (path: Path, at: 'key' | 'value'): Range => toRange(source, findNode(document, path, at));
  const problems = [...document.errors, ...document.warnings].map((error) =>
    asSyntax(
      error.code !== 'MULTIPLE_DOCS',
      place(
        yamlWords(error.code, error.message, wordAt(source, error.pos)),
        toRange(source, [error.pos[0], error.pos[0] + wordAt(source, error.pos).length]),
      ),
    ),
  );
  let aliases = 0;
  visit(document, {
    Alias: (_key, node) => {
      // Each is looked for in the whole file.
      if (++aliases > MAX_ALIASES) {
        problems.push(place(TOO_MANY_ALIASES, { start: 0, end: 0 }));
        return visit.BREAK;
      }
      if (node.resolve(document)) return undefined;
      problems.push(
        place(
          `the alias \`*${node.source}\` has no \`&${node.source}\` above it; a value that begins with \`*\` needs quotes.`,
          toRange(source, node.range ?? [0, 0]),
        ),
      );
      return undefined;
    },
  });
  let value: unknown;
  try {
    if (problems.length === 0) value = document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch {
    problems.push(place(TOO_MANY_ALIASES, { start: 0, end: 0 }));
  }
  return {
    value,
    problems,
    line: (path) => lines.linePos(locate(path, 'value').start).line || 1,
    problem: (message, path, at = 'value', severity = 'error') => place(message, locate(path, at), severity),
  };
}

/** Any editor that knows YAML sees it too; that a file is one document, and what its aliases mean, it does not look at. */
const asSyntax = (isSyntax: boolean, problem: PolicyProblem): PolicyProblem => (isSyntax ? { ...problem, structural: true } : problem);

const MAX_ALIASES = 100;
const TOO_MANY_ALIASES = 'this file repeats itself too often by aliases (`*name`); write the parts out.';

function yamlWords(code: string, message: string, at: string): string {
  if (code === 'DUPLICATE_KEY') return `the key \`${at}\` stands here twice; keep one of them.`;
  if (code === 'MULTIPLE_DOCS') return 'a second document begins here (`---`); a classification file is one document.';
  if (code === 'TAB_AS_INDENT') return 'not valid YAML: a tab stands where only spaces may indent.';
  return `not valid YAML: ${message.replace(/ at line \d+.*$/s, '').replace(/\.?$/, '.')}`;
}

/** What an error underlines: the word that begins there, because the parser often names its first character only. */
function wordAt(source: string, [start, end]: readonly [number, number]): string {
  const word = /^[\w.-]+/.exec(source.slice(start, start + 80))?.[0] ?? '';
  return word.length > end - start ? word : source.slice(start, end);
}

/** The first line of a node, so that a problem of a whole block underlines its beginning only. */
function toRange(source: string, range: readonly number[]): Range {
  const start = Math.min(range[0] ?? 0, source.length);
  const end = Math.min(range[1] ?? start, source.length);
  const newline = source.slice(start, end).search(/[\r\n]/);
  return { start, end: newline < 0 ? end : start + newline };
}

/** The range of the node at a path; of the nearest parent there is, where the path leads on. */
function findNode(document: Document.Parsed, path: Path, at: 'key' | 'value'): readonly number[] {
  let node: unknown = document.contents;
  let best: readonly number[] = rangeOf(node) ?? [0, 0];
  for (const [depth, step] of path.entries()) {
    const parent = isAlias(node) ? node.resolve(document) : node;
    const last = depth === path.length - 1;
    if (isMap(parent)) {
      const pair: Pair | undefined = parent.items.find(({ key }) => String(isScalar(key) ? key.value : key) === String(step));
      if (!pair) break;
      node = pair.value;
      best = (last && at === 'key' ? rangeOf(pair.key) : (rangeOf(pair.value, true) ?? rangeOf(pair.key))) ?? best;
    } else if (isSeq(parent)) {
      node = parent.items[Number(step)];
      best = rangeOf(node) ?? best;
    } else break;
  }
  return best;
}

/** Start and end of the value. An empty value has no place of its own when `visible` is asked for. */
function rangeOf(node: unknown, visible = false): readonly number[] | undefined {
  const range = isNode(node) ? (node as Node).range : undefined;
  if (!range || (visible && range[0] === range[1])) return undefined;
  return range;
}
