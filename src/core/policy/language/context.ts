import type { Path } from '../yamlSource.ts';

/** Where in the structure of a file a cursor stands, also in a file that is half typed and does not parse. */
export interface Context {
  /** Of the mapping for a key, of the value itself otherwise. Positions in lists are all 0. */
  readonly path: Path;
  /** `line`: an empty place, where a key or a list entry may begin. */
  readonly slot: 'key' | 'value' | 'line';
  /** UTF-16 offsets of the word under the cursor, quotes excluded. */
  readonly start: number;
  readonly end: number;
  /** The word up to the cursor. */
  readonly typed: string;
  /** The quote that is open at the cursor. */
  readonly quote?: '"' | "'";
  /** Between brackets or braces. */
  readonly inBraces: boolean;
  /** Column of the line's first character. */
  readonly indent: number;
  /** Keys that the mapping has already, where `slot` is `key` or `line`. */
  readonly taken: readonly string[];
}

interface Level {
  readonly kind: 'item' | 'key';
  readonly column: number;
  readonly key: string;
}

interface Line {
  readonly levels: readonly Level[];
  /** Column behind the last level. */
  readonly rest: number;
}

/** Undefined in comments. Works by indentation and by the brackets of the cursor's line alone. */
export function contextAt(source: string, offset: number): Context | undefined {
  const lineStart = offset === 0 ? 0 : source.lastIndexOf('\n', offset - 1) + 1;
  const before = source.slice(lineStart, offset);
  const here = readLine(before);
  const rest = before.slice(here.rest);
  const flow = readFlow(rest);
  if (flow.comment) return undefined;
  const lines = source.slice(0, lineStart).split('\n').slice(0, -1).map(readLine);
  const start = lineStart + here.rest + flow.wordStart;
  const indent = here.levels[0]?.column ?? /^ */.exec(before)?.[0].length ?? 0;
  const above = parentsOf(lines, here.levels[0] ?? { kind: 'key', column: here.rest + flow.wordStart, key: '' });
  const own = here.levels.map((level) => (level.kind === 'item' ? 0 : level.key));
  const path = [...above, ...own, ...flow.path];
  const base = {
    path,
    start,
    end: offset + wordAfter(source.slice(offset), flow.quote).length,
    typed: source.slice(start, offset),
    ...(flow.quote && { quote: flow.quote }),
    inBraces: flow.slot !== undefined,
    indent,
  };
  if (flow.slot !== undefined) return { ...base, slot: flow.slot, taken: flow.taken };
  const last = here.levels.at(-1);
  if (last?.kind === 'key') return { ...base, slot: 'value', taken: [] };
  const taken = keysAround(source, lineStart, last ? start - lineStart : indent, last !== undefined);
  return { ...base, slot: base.typed === '' && !last ? 'line' : 'key', taken };
}

const KEY = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#"'[\]{},&*!|>%@`-][^#]*?|-[^\s#][^#]*?)\s*:(?=\s|$)/;

function readLine(text: string): Line {
  const levels: Level[] = [];
  let column = /^ */.exec(text)?.[0].length ?? 0;
  for (;;) {
    const rest = text.slice(column);
    const item = /^-(?: +|$)/.exec(rest);
    if (item) {
      levels.push({ kind: 'item', column, key: '' });
      column += item[0].length;
      continue;
    }
    const key = KEY.exec(rest);
    if (!key) return { levels, rest: column };
    levels.push({ kind: 'key', column, key: unquoted(key[1] ?? '') });
    column += key[0].length;
    column += /^ */.exec(text.slice(column))?.[0].length ?? 0;
    return { levels, rest: column };
  }
}

const unquoted = (text: string): string => (/^["']/.test(text) ? text.slice(1, -1) : text);

/** The way down to a level, read upwards by ever smaller indentation. */
function parentsOf(lines: readonly Line[], level: Level): (string | number)[] {
  const path: (string | number)[] = [];
  let child = level;
  for (const { levels } of lines.toReversed()) {
    for (const parent of levels.toReversed()) {
      const around = parent.column < child.column || (child.kind === 'item' && parent.kind === 'key' && parent.column === child.column);
      if (!around) continue;
      path.unshift(parent.kind === 'item' ? 0 : parent.key);
      child = parent;
    }
  }
  return path;
}

/** The keys of the block mapping that a column belongs to, around the line that begins at `lineStart`. */
function keysAround(source: string, lineStart: number, column: number, firstOfEntry: boolean): string[] {
  const keys: string[] = [];
  /** False where the mapping ends. */
  const take = (line: string, downwards: boolean): boolean => {
    if (/^\s*(?:#|$)/.test(line)) return true;
    const { levels } = readLine(line);
    const first = levels[0]?.column ?? /^ */.exec(line)?.[0].length ?? 0;
    const entry = levels.some((level) => level.kind === 'item' && level.column < column);
    if (first < column && (downwards || !entry)) return false;
    const key = levels.find((level) => level.kind === 'key' && level.column === column);
    if (key) keys.push(key.key);
    return !entry || first >= column;
  };
  if (!firstOfEntry) for (const line of source.slice(0, lineStart).split('\n').slice(0, -1).toReversed()) if (!take(line, false)) break;
  const next = source.indexOf('\n', lineStart);
  if (next >= 0) for (const line of source.slice(next + 1).split('\n')) if (!take(line, true)) break;
  return keys;
}

interface Flow {
  readonly path: (string | number)[];
  /** Undefined outside of brackets. */
  readonly slot?: 'key' | 'value';
  readonly wordStart: number;
  readonly quote?: '"' | "'";
  readonly comment: boolean;
  readonly taken: readonly string[];
}

/** The brackets that are open at the end of a text such as `{ match: [a, b`. */
function readFlow(text: string): Flow {
  const open: { readonly list: boolean; key?: string; readonly keys: string[] }[] = [];
  let wordStart = 0;
  let quote: '"' | "'" | undefined;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    const inside = open.at(-1);
    if (quote) {
      if (character === quote) quote = undefined;
    } else if ((character === '"' || character === "'") && text.slice(wordStart, index).trim() === '') {
      quote = character;
      wordStart = index + 1;
    } else if (character === '#' && (index === 0 || text[index - 1] === ' ')) {
      return { path: [], wordStart, comment: true, taken: [] };
    } else if (character === '{' || character === '[') {
      open.push({ list: character === '[', keys: [] });
      wordStart = index + 1;
    } else if (character === '}' || character === ']') open.pop();
    else if (inside && character === ',') {
      delete inside.key;
      wordStart = index + 1;
    } else if (inside && !inside.list && character === ':' && inside.key === undefined) {
      inside.key = text.slice(wordStart, index).replace(/["']$/, '').trim();
      inside.keys.push(inside.key);
      wordStart = index + 1;
    }
    if (!quote && text[wordStart] === ' ' && wordStart === index) wordStart++;
  }
  const path = open.flatMap((each): (string | number)[] => (each.list ? [0] : each.key === undefined ? [] : [each.key]));
  const inside = open.at(-1);
  const slot = inside && (inside.list || inside.key !== undefined ? 'value' : 'key');
  return { path, wordStart, comment: false, taken: inside?.keys ?? [], ...(slot && { slot }), ...(quote && { quote }) };
}

const wordAfter = (text: string, quote: string | undefined): string =>
  (quote === undefined ? /^[^\s,[\]{}#:"']*/ : quote === '"' ? /^[^"\n]*/ : /^[^'\n]*/).exec(text)?.[0] ?? '';
