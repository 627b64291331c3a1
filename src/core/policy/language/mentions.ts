import { isMap, isScalar, isSeq, parseDocument, type Scalar } from 'yaml';
import type { Path } from '../yamlSource.ts';
import { defines, keyKind, type PlaceKind, valueKind } from './places.ts';

/** A text of a classification file that means something, at its place. */
export interface Mention {
  /** `key`: a key of the format itself. */
  readonly kind: PlaceKind | 'key';
  readonly name: string;
  readonly path: Path;
  readonly at: 'key' | 'value';
  /** Whether the name gets its meaning here. */
  readonly defines: boolean;
  /** UTF-16 offsets of the text, quotes included. */
  readonly start: number;
  readonly end: number;
}

/** Everything in the file that can be explained, followed or renamed, in its order; of a broken file, what can be read. Never throws. */
export function mentionsOf(source: string): Mention[] {
  const found: Mention[] = [];
  const add = (node: Scalar, path: Path, at: 'key' | 'value', kind: Mention['kind'] | undefined): void => {
    if (kind === undefined || !node.range || (typeof node.value !== 'string' && kind !== 'key')) return;
    const [start, end] = node.range;
    found.push({ kind, name: String(node.value), path, at, defines: defines(path, at), start, end });
  };
  const walk = (node: unknown, path: Path): void => {
    if (path.length > MAX_DEPTH) return;
    if (isScalar(node)) add(node, path, 'value', valueKind(path));
    if (isSeq(node)) node.items.forEach((item, index) => walk(item, [...path, index]));
    if (!isMap(node)) return;
    for (const { key, value } of node.items) {
      if (!isScalar(key)) continue;
      const inner = [...path, String(key.value)];
      add(key, inner, 'key', keyKind(inner) ?? 'key');
      walk(value, inner);
    }
  };
  walk(parseDocument(source, { logLevel: 'silent', prettyErrors: false }).contents, []);
  return found;
}

/** Deeper than the format goes. */
const MAX_DEPTH = 8;

/** What stands at an offset; its end counts too, because that is where a cursor behind a word is. */
export const mentionAt = (mentions: readonly Mention[], offset: number): Mention | undefined =>
  mentions.find(({ start, end }) => start <= offset && offset <= end);

/** The places where something of the same name and kind stands. */
export const sameAs = (mentions: readonly Mention[], { kind, name }: Pick<Mention, 'kind' | 'name'>): Mention[] =>
  mentions.filter((each) => each.kind === kind && each.name === name);
