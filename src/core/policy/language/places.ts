import { policyJsonSchema } from '../schema.ts';
import type { Path } from '../yamlSource.ts';

/** What a text in a classification file means to its reader: a name that is defined somewhere, or a value of a known sort. */
export type PlaceKind = 'tier' | 'provider' | 'detector' | 'action' | 'glob' | 'path' | 'date' | 'file';

/** What stands at the value of a path, by the path with `*` for names and numbers. */
const VALUES: Readonly<Record<string, PlaceKind>> = {
  default: 'tier',
  'tiers/*': 'action',
  'tiers/*/*': 'action',
  'files/*/tier': 'tier',
  'files/*/match': 'glob',
  'files/*/match/*': 'glob',
  'providers/*/contract/until': 'date',
  'detectors/disable/*': 'detector',
  'detectors/custom/*/id': 'detector',
  'exceptions/*/detector': 'detector',
  'exceptions/*/path': 'glob',
  'exceptions/*/until': 'date',
  'expect/*': 'tier',
  'expect/*/path': 'path',
  'expect/*/tier': 'tier',
  'expect/*/provider': 'provider',
  'expect/*/decision': 'action',
  extends: 'file',
};

/** What a key of a mapping means, where its names are the author's own. */
const KEYS: Readonly<Record<string, PlaceKind>> = {
  'tiers/*': 'tier',
  'tiers/*/*': 'provider',
  'providers/*': 'provider',
  'expect/*': 'path',
};

/** Where a name is given its meaning, rather than used. */
const DEFINED = new Set(['key tiers/*', 'key providers/*', 'value detectors/custom/*/id']);

export const valueKind = (path: Path): PlaceKind | undefined => VALUES[placeOf(path)];

/** Undefined for keys of the format itself. */
export const keyKind = (path: Path): PlaceKind | undefined =>
  placeOf(path) === 'tiers/*/*' && path[2] === 'default' ? undefined : KEYS[placeOf(path)];

export const defines = (path: Path, at: 'key' | 'value'): boolean => DEFINED.has(`${at} ${placeOf(path)}`);

/** The path with `*` for list positions and for names that an author chooses. */
function placeOf(path: Path): string {
  const [first] = path;
  const named = first === 'tiers' ? 3 : first === 'providers' || first === 'expect' ? 2 : 0;
  return path.map((step, index) => (typeof step === 'number' || (index > 0 && index < named) ? '*' : step)).join('/');
}

/** A key that the format knows, with what the schema says of it. */
export interface KnownKey {
  readonly name: string;
  readonly description?: string;
  /** What stands behind it, so that an editor can begin it. */
  readonly holds: 'text' | 'list' | 'mapping';
}

interface SchemaNode {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: SchemaNode | boolean;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
}

/** The keys that may stand in the mapping at a path. */
export const keysAt = (path: Path): KnownKey[] =>
  nodesAt(path).flatMap((node) =>
    Object.entries(node.properties ?? {}).map(([name, inner]): KnownKey => {
      const description = alternatives(inner).find((each) => each.description)?.description ?? inner.description;
      return { name, holds: holdsOf(inner), ...(description !== undefined && { description }) };
    }),
  );

/** The words that may stand at a path, where only some may. */
export const wordsAt = (path: Path): string[] => [
  ...new Set(
    nodesAt(path).flatMap((node) => {
      if (node.type === 'boolean') return ['true', 'false'];
      return [...(node.enum ?? []), ...(node.const === undefined ? [] : [node.const])].map(String);
    }),
  ),
];

/** Whether a list may stand at a path. */
export const isList = (path: Path): boolean => nodesAt(path).some(({ type }) => type === 'array');

/** What the schema says of a key. */
export const descriptionAt = (path: Path): string | undefined =>
  keysAt(path.slice(0, -1)).find(({ name }) => name === path.at(-1))?.description;

let schema: SchemaNode | undefined;

function nodesAt(path: Path): readonly SchemaNode[] {
  let nodes = alternatives((schema ??= policyJsonSchema() as SchemaNode));
  for (const step of path) nodes = nodes.flatMap((node) => into(node, step)).flatMap(alternatives);
  return nodes;
}

function into(node: SchemaNode, step: string | number): SchemaNode[] {
  if (typeof step === 'number') return node.items ? [node.items] : [];
  const inner = node.properties?.[step] ?? node.additionalProperties;
  return typeof inner === 'object' ? [inner] : [];
}

const alternatives = (node: SchemaNode): SchemaNode[] => (node.anyOf ? [node, ...node.anyOf.flatMap(alternatives)] : [node]);

function holdsOf(node: SchemaNode): KnownKey['holds'] {
  const types = alternatives(node).flatMap(({ type }) => type ?? []);
  if (types.some((type) => type !== 'object' && type !== 'array' && type !== 'null')) return 'text';
  return types.includes('array') && !types.includes('object') ? 'list' : 'mapping';
}
