import { isDeepStrictEqual } from 'node:util';
import { parse } from 'smol-toml';
import { EditProblem, type FileEdit } from './fileEdit.ts';

/** A key with a text value at the top of a TOML file. Every other line stays as it is. */
export function tomlKeyEdit(file: string, key: string, value: string): FileEdit {
  return {
    file,
    add(text = '') {
      const before = read(file, text);
      const changed = withLine(text, key, `${key} = ${JSON.stringify(value)}`);
      // A line that only looks like the key, inside a text of several lines, would have been changed instead.
      if (!isDeepStrictEqual({ ...read(file, changed) }, { ...before, [key]: value }))
        throw new EditProblem(`${file}: \`${key}\` cannot be set without touching something else. Set it by hand.`);
      return changed;
    },
    remove(text, { before, after }) {
      if (read(file, text)[key] !== read(file, after)[key]) return text;
      const left = withLine(text, key, before === undefined ? undefined : lineOf(before, key));
      return before === undefined && left.trim() === '' ? undefined : left;
    },
  };
}

/** Throws `EditProblem` for a text that is no TOML. */
function read(file: string, text: string): Record<string, unknown> {
  try {
    return parse(text);
  } catch (error) {
    const line = (error as { readonly line?: number }).line ?? 1;
    throw new EditProblem(`${file}:${line}: this is not TOML, so it was left as it is. Mend the file and try again.`);
  }
}

const lineOf = (text: string, key: string): string | undefined => lines(text).find((line) => sets(line, key));

const lines = (text: string): string[] => topOf(text).split('\n');

const sets = (line: string, key: string): boolean => new RegExp(`^\\s*["']?${key}["']?\\s*=`).test(line);

/** What stands before the first table. */
function topOf(text: string): string {
  const table = /^[ \t]*\[/m.exec(text);
  return table ? text.slice(0, table.index) : text;
}

/** The text with this line where the key stands, or first; without a line, the key goes. */
function withLine(text: string, key: string, line: string | undefined): string {
  const top = lines(text);
  const rest = text.slice(topOf(text).length);
  const at = top.findIndex((each) => sets(each, key));
  if (at >= 0) top.splice(at, 1, ...(line === undefined ? [] : [line]));
  else if (line !== undefined) top.unshift(line);
  const head = top.join('\n');
  return (head === '' || head.endsWith('\n') || rest === '' ? head : `${head}\n`) + rest;
}
