import type { WireFormat } from './format.ts';
import {
  applyEdits,
  type Change,
  editsOf,
  type JsonNode,
  type JsonScalar,
  type JsonString,
  parseJson,
  type TextEdit,
  walk,
} from './json.ts';
import { compilePaths } from './paths.ts';

/** One text of a request that is read, and changed where it holds findings. */
export interface Segment {
  readonly node: JsonString | JsonScalar;
  readonly text: string;
  /** The segments of the JSON that stands inside this string; then they are read instead of it. */
  readonly inner?: readonly Segment[];
}

/** Every text of a request that is content in this format, in the order of the body. */
export function segmentsOf(root: JsonNode, format: WireFormat): Segment[] {
  const { untouched, embedded, freeform, names } = pathsOf(format);
  const segments: Segment[] = [];
  for (const node of walk(root)) {
    if (node.kind === 'array' || (node.kind === 'scalar' && !LONG_NUMBER.test(node.raw))) continue;
    if (node.kind === 'object') {
      const long = node.names.filter(isLong);
      if (long.length === 0) continue;
      const content = within(node, freeform) || within(node, names);
      // Those of the format itself are words; a secret is none.
      segments.push(...long.filter(({ value }) => content || /[\d@]/.test(value)).map(segment));
      continue;
    }
    if (node.kind === 'scalar') {
      if (within(node, freeform)) segments.push({ node, text: node.raw });
      continue;
    }
    if (node.value.length < SHORTEST || untouched(node)) continue;
    // Not among what a tool is given: a model gives values that were restored any name it likes, such as that of a picture.
    if (format.untouchedWhen?.(node) && !within(node, freeform)) continue;
    const inner = embedded(node) ? innerSegments(node.value) : undefined;
    segments.push(inner ? { node, text: node.value, inner } : segment(node));
  }
  return segments;
}

/** The change that brings these edits into a segment's place in the body. */
export function changeOf(part: Segment, editsFor: (segment: Segment) => readonly TextEdit[]): Change | undefined {
  if (part.inner) {
    const inner = part.inner.map((each) => changeOf(each, editsFor)).filter((change) => change !== undefined);
    return inner.length > 0 ? { node: part.node, edits: editsOf(part.text, inner) } : undefined;
  }
  const edits = editsFor(part);
  if (edits.length === 0) return undefined;
  // A number cannot hold a placeholder; it becomes a string.
  return part.node.kind === 'scalar' ? { node: part.node, whole: applyEdits(part.text, edits) } : { node: part.node, edits };
}

/** Nothing that a detector knows is shorter. */
const SHORTEST = 4;
/** Digits enough for a card number. */
const LONG_NUMBER = /^\d{12,}$/;

const segment = (node: JsonString): Segment => ({ node, text: node.value });
const isLong = (name: JsonString): boolean => name.value.length >= 8;

/** JSON inside a string, such as the arguments of a tool call: all of it is content, names and long numbers too. */
function innerSegments(text: string): Segment[] | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  let root: JsonNode;
  try {
    root = parseJson(text);
  } catch {
    // Arguments cut off by the model are read as plain text.
    return undefined;
  }
  const segments: Segment[] = [];
  for (const node of walk(root)) {
    if (node.kind === 'object') segments.push(...node.names.filter(isLong).map(segment));
    else if (node.kind === 'string' && node.value.length >= SHORTEST) segments.push(segment(node));
    else if (node.kind === 'scalar' && LONG_NUMBER.test(node.raw)) segments.push({ node, text: node.raw });
  }
  return segments;
}

interface Paths {
  readonly untouched: (node: JsonNode) => boolean;
  readonly embedded: (node: JsonNode) => boolean;
  readonly freeform: (node: JsonNode) => boolean;
  readonly names: (node: JsonNode) => boolean;
}

const compiled = new WeakMap<WireFormat, Paths>();

function pathsOf(format: WireFormat): Paths {
  let paths = compiled.get(format);
  if (!paths) {
    paths = {
      untouched: compilePaths(format.untouched),
      embedded: compilePaths(format.embedded),
      freeform: compilePaths(format.freeform),
      names: compilePaths(format.names ?? []),
    };
    compiled.set(format, paths);
  }
  return paths;
}

/** Whether a node or one above it fits. */
function within(node: JsonNode, fits: (node: JsonNode) => boolean): boolean {
  for (let at: JsonNode | undefined = node; at; at = at.parent) if (fits(at)) return true;
  return false;
}
