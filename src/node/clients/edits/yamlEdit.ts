import { isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import { EditProblem, type FileEdit } from './fileEdit.ts';

export interface YamlListOptions {
  /** The key of the list, at the top of the file. */
  readonly list: string;
  /** The key that is set in its items. */
  readonly key: string;
  /** The value for an item, by the text values of its keys; undefined: the item stays as it is. */
  readonly value: (item: Readonly<Record<string, string>>) => string | undefined;
}

/** One key in the items of a list in a YAML file. Comments, order and layout of everything else stay. */
export function yamlListEdit(file: string, { list, key, value }: YamlListOptions): FileEdit {
  const items = (text: string): Item[] => readItems(file, text, list);
  return {
    file,
    add(text) {
      if (text === undefined) throw new EditProblem(`${file}: there is no such file yet. Set the client up first, then run this again.`);
      return change(text, items(text), key, (item) => value(item.values));
    },
    remove(text, then) {
      const [before, after] = [then.before === undefined ? [] : items(then.before), items(then.after)];
      return change(text, items(text), key, ({ name, values }) => {
        const ours = after.find((item) => item.name === name)?.values[key];
        if (ours === undefined || values[key] !== ours) return undefined;
        const earlier = before.find((item) => item.name === name);
        if (earlier && earlier.values[key] === ours) return undefined;
        return earlier?.values[key] ?? null;
      });
    },
  };
}

interface Item {
  readonly node: YAMLMap;
  /** What tells it from the others of the list. */
  readonly name: string;
  readonly values: Readonly<Record<string, string>>;
}

function readItems(file: string, text: string, list: string): Item[] {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const error = document.errors[0];
  if (error) {
    const line = counter.linePos(error.pos[0]).line;
    throw new EditProblem(`${file}:${line}: this is not YAML, so it was left as it is. Mend the file and try again.`);
  }
  const found = document.get(list);
  if (!isSeq(found)) throw new EditProblem(`${file}: there is no list \`${list}\` in it. Set the client up first, then run this again.`);
  return found.items.filter(isMap).map((node) => {
    const pairs = node.items.flatMap(({ key, value }) =>
      isScalar(key) && isScalar(value) && typeof value.value === 'string' ? [[String(key.value), value.value] as const] : [],
    );
    const values = Object.fromEntries(pairs);
    return { node, values, name: [values['name'], values['provider'], values['model']].join('\0') };
  });
}

/** Sets the key where `wanted` gives a text, takes it out where it gives null, and leaves the item where it gives nothing. */
function change(text: string, items: readonly Item[], key: string, wanted: (item: Item) => string | null | undefined): string {
  let changed = text;
  // From the end, so that the places before stay where they are.
  for (const item of items.toReversed()) {
    const value = wanted(item);
    if (value === undefined || item.values[key] === value) continue;
    changed = value === null ? without(changed, item.node, key) : withValue(changed, item.node, key, JSON.stringify(value));
  }
  return changed;
}

function withValue(text: string, node: YAMLMap, key: string, written: string): string {
  const value = pairOf(node, key)?.value;
  if (isScalar(value) && value.range) return text.slice(0, value.range[0]) + written + text.slice(value.range[1]);
  const first = node.items[0];
  const start = isScalar(first?.key) ? first.key.range?.[0] : undefined;
  if (start === undefined) return text;
  // Before the first key: its column is that of the others.
  const column = start - (text.lastIndexOf('\n', start - 1) + 1);
  const glue = node.flow ? ', ' : `${text.includes('\r\n') ? '\r\n' : '\n'}${' '.repeat(column)}`;
  return `${text.slice(0, start)}${key}: ${written}${glue}${text.slice(start)}`;
}

function without(text: string, node: YAMLMap, key: string): string {
  const pair = pairOf(node, key);
  const from = isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
  const to = isScalar(pair?.value) ? pair.value.range?.[1] : undefined;
  if (from === undefined || to === undefined) return text;
  // With what stands between it and the next key, so that this one takes its place.
  const rest = /^(?:[ \t]*,[ \t]*|[ \t]*(?:#[^\n]*)?\r?\n[ \t]*)/.exec(text.slice(to))?.[0] ?? '';
  return text.slice(0, from) + text.slice(to + rest.length);
}

const pairOf = (node: YAMLMap, key: string): YAMLMap['items'][number] | undefined =>
  node.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
