import { applyEdits, type FormattingOptions, modify, parse, type ParseError } from 'jsonc-parser';
import { isDeepStrictEqual } from 'node:util';
import { EditProblem, type FileEdit, type Then } from './fileEdit.ts';

type Path = readonly (string | number)[];

export interface JsonEntry {
  readonly path: Path;
  /** Becomes the value at the path, or one more item of the list there. Undefined: nothing is set here, but what once was is taken back. */
  readonly value: unknown;
  readonly append?: boolean;
}

/** Entries of a JSON file, with comments or without. Comments and the layout of everything else stay. */
export function jsonEdit(file: string, entries: readonly JsonEntry[]): FileEdit {
  return {
    file,
    add(text) {
      const wanted = entries.filter(({ value }) => value !== undefined);
      if (text === undefined || text.trim() === '') return `${JSON.stringify(wanted.reduce(grown, {}), undefined, 2)}\n`;
      read(file, text);
      return wanted.reduce((changed, { path, value, append }) => {
        const present = valueAt(parse(changed), path);
        if (!append) return isDeepStrictEqual(present, value) ? changed : set(changed, path, value);
        if (present !== undefined && !Array.isArray(present))
          throw new EditProblem(`${file}: \`${path.join('.')}\` is not a list. Mend the file and try again.`);
        if (present?.some((item: unknown) => isDeepStrictEqual(item, value))) return changed;
        return set(changed, present ? [...path, present.length] : path, present ? value : [value], present !== undefined);
      }, text);
    },
    remove(text, then) {
      read(file, text);
      const left = entries.reduceRight((changed, entry) => (entry.append ? withoutItems : withoutValue)(changed, entry.path, then), text);
      return then.before === undefined && isEmpty(parse(left)) ? undefined : left;
    },
  };
}

function read(file: string, text: string): void {
  const errors: ParseError[] = [];
  const root: unknown = parse(text, errors, { allowTrailingComma: true });
  if (errors.length > 0 || typeof root !== 'object' || root === null || Array.isArray(root)) {
    const line = text.slice(0, errors[0]?.offset ?? 0).split('\n').length;
    throw new EditProblem(`${file}:${line}: this is not a JSON object, so it was left as it is. Mend the file and try again.`);
  }
}

const grown = (root: Record<string, unknown>, { path, value, append }: JsonEntry): Record<string, unknown> =>
  JSON.parse(applyEdits(JSON.stringify(root), modify(JSON.stringify(root), [...path], append ? [value] : value, {})));

function withoutValue(text: string, path: Path, { before, after }: Then): string {
  const ours = valueAt(parse(after), path);
  if (!isDeepStrictEqual(valueAt(parse(text), path), ours)) return text;
  const previous = before === undefined ? undefined : valueAt(parse(before), path);
  return previous === undefined ? withoutKey(text, path, before) : set(text, path, previous);
}

function withoutItems(text: string, path: Path, { before, after }: Then): string {
  const list = (source: string): unknown[] => {
    const found = valueAt(parse(source), path);
    return Array.isArray(found) ? found : [];
  };
  const earlier = before === undefined ? [] : list(before);
  const ours = list(after).filter((item) => !earlier.some((each) => isDeepStrictEqual(each, item)));
  let left = text;
  for (const item of ours) {
    const index = list(left).findIndex((each) => isDeepStrictEqual(each, item));
    if (index >= 0) left = set(left, [...path, index], undefined);
  }
  return list(left).length === 0 && earlier.length === 0 ? withoutKey(left, path, before) : left;
}

/** Takes a key out, and whatever that leaves empty above it and was not there before. */
function withoutKey(text: string, path: Path, before: string | undefined): string {
  if (valueAt(parse(text), path) === undefined) return text;
  const left = set(text, path, undefined);
  const above = path.slice(0, -1);
  const wasThere = before !== undefined && valueAt(parse(before), above) !== undefined;
  return above.length > 0 && !wasThere && isEmpty(valueAt(parse(left), above)) ? withoutKey(left, above, before) : left;
}

const isEmpty = (value: unknown): boolean => typeof value === 'object' && value !== null && Object.keys(value).length === 0;

function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

function set(text: string, path: Path, value: unknown, isArrayInsertion = false): string {
  return applyEdits(text, modify(text, [...path], value, { formattingOptions: layoutOf(text), isArrayInsertion }));
}

/** Indents as the file does. */
function layoutOf(text: string): FormattingOptions {
  const indent = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
  return {
    insertSpaces: !indent.includes('\t'),
    tabSize: indent.includes('\t') ? 1 : indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}
