import { createHash } from 'node:crypto';
import { applyEdits, findNodeAtLocation, getNodeValue, modify, parseTree } from 'jsonc-parser';

/** How to take a change of settings back. Holds nothing of the file but what was changed. */
export interface SettingsUndo {
  /** Of the text after the change. */
  readonly sha256: string;
  /** In the order in which they were made. */
  readonly patches: readonly { readonly offset: number; readonly removed: string; readonly inserted: number }[];
  /** Each setting as it was; without a value where it was not there. */
  readonly before: readonly { readonly name: string; readonly value?: unknown }[];
}

/** Writes settings into the text of a settings.json; comments and everything else stay. Undefined where all of them stand there already. */
export function editSettings(
  text: string,
  wanted: Readonly<Record<string, unknown>>,
): { readonly text: string; readonly undo: SettingsUndo } | undefined {
  const patches: SettingsUndo['patches'][number][] = [];
  const before: SettingsUndo['before'][number][] = [];
  let now = text;
  for (const [name, value] of Object.entries(wanted)) {
    before.push({ name, ...valueOf(now, name) });
    const next = put(now, name, value);
    if (next !== now) patches.push(patchOf(now, next));
    now = next;
  }
  return now === text ? undefined : { text: now, undo: { sha256: hash(now), patches, before } };
}

/** The text as it was before `editSettings`; where somebody has changed it since, each setting as it was. */
export function undoSettings(text: string, { sha256, patches, before }: SettingsUndo): string {
  if (hash(text) === sha256) {
    return patches.reduceRight(
      (rest, { offset, removed, inserted }) => rest.slice(0, offset) + removed + rest.slice(offset + inserted),
      text,
    );
  }
  return before.reduce((rest, { name, value }) => put(rest, name, value), text);
}

const PARSING = { allowTrailingComma: true };

function valueOf(text: string, name: string): { readonly value?: unknown } {
  const root = parseTree(text, [], PARSING);
  const node = root && findNodeAtLocation(root, [name]);
  return node ? { value: getNodeValue(node) as unknown } : {};
}

/** A new setting goes to the top, in a line of its own: an editor of JSON would lay out its neighbours anew. */
function put(text: string, name: string, value: unknown): string {
  const root = parseTree(text, [], PARSING);
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  if (root?.type !== 'object')
    return value === undefined ? text : `{${eol}    ${JSON.stringify(name)}: ${JSON.stringify(value)}${eol}}${eol}`;
  const node = findNodeAtLocation(root, [name]);
  if (value === undefined) return node ? applyEdits(text, modify(text, [name], undefined, {})) : text;
  const json = JSON.stringify(value);
  if (node) return JSON.stringify(getNodeValue(node)) === json ? text : splice(text, node.offset, node.length, json);
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? '    ';
  const after = root.children?.length ? ',' : eol;
  return splice(text, root.offset + 1, 0, `${eol}${indent}${JSON.stringify(name)}: ${json}${after}`);
}

const splice = (text: string, offset: number, length: number, by: string): string =>
  text.slice(0, offset) + by + text.slice(offset + length);

/** The one stretch in which two texts differ. */
function patchOf(before: string, after: string): SettingsUndo['patches'][number] {
  let offset = 0;
  while (offset < before.length && before[offset] === after[offset]) offset++;
  let tail = 0;
  while (tail < Math.min(before.length, after.length) - offset && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return { offset, removed: before.slice(offset, before.length - tail), inserted: after.length - tail - offset };
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
