/**
 * Reads JSON (RFC 8259) and remembers where every value stands, so that a body can be changed in place: the strings that hold
 * findings, and no other byte. Linear, without recursion: ten million nested brackets are as good as ten million numbers.
 */
export type JsonNode = JsonObject | JsonArray | JsonString | JsonScalar;

interface Placed {
  /** UTF-16 offsets into the read text, end exclusive; of a string with its quotes. */
  readonly start: number;
  readonly end: number;
  readonly parent: JsonObject | JsonArray | undefined;
  /** The name in the parent object, the index in the parent array, `''` at the root. */
  readonly key: string | number;
}

export interface JsonObject extends Placed {
  readonly kind: 'object';
  /** In the order of the text; a name that stands twice is here twice. */
  readonly children: readonly JsonNode[];
  /** The names, in the order of `children`, with their places. */
  readonly names: readonly JsonString[];
}

export interface JsonArray extends Placed {
  readonly kind: 'array';
  readonly children: readonly JsonNode[];
}

export interface JsonString extends Placed {
  readonly kind: 'string';
  readonly value: string;
}

/** A number, `true`, `false` or `null`, as it is spelled. */
export interface JsonScalar extends Placed {
  readonly kind: 'scalar';
  readonly raw: string;
}

/** Malformed JSON. `offset` is a UTF-16 offset; the message holds nothing of the text. */
export class JsonError extends Error {
  readonly offset: number;
  constructor(offset: number, expected: string) {
    super(`It is not JSON: expected ${expected} at character ${offset + 1}.`);
    this.name = 'JsonError';
    this.offset = offset;
  }
}

/** Reads one JSON text; a byte order mark before it is passed over. Throws `JsonError`. */
export function parseJson(text: string): JsonNode {
  return new Reader(text).read();
}

/** The member of that name (the last one counts, as in every common parser), or the element at that index. */
export function child(node: JsonNode | undefined, key: string | number): JsonNode | undefined {
  if (node === undefined) return undefined;
  if (node.kind === 'array') return typeof key === 'number' ? node.children[key] : undefined;
  if (node.kind !== 'object') return undefined;
  for (let index = node.children.length - 1; index >= 0; index--) {
    const member = node.children[index];
    if (member?.key === key) return member;
  }
  return undefined;
}

/** Follows names and indices. */
export function descend(node: JsonNode | undefined, ...keys: readonly (string | number)[]): JsonNode | undefined {
  let at = node;
  for (const key of keys) at = child(at, key);
  return at;
}

/** The text of a string node, undefined for all else. */
export const textOf = (node: JsonNode | undefined): string | undefined => (node?.kind === 'string' ? node.value : undefined);

/** Elements of an array node, nothing for all else. */
export const elements = (node: JsonNode | undefined): readonly JsonNode[] => (node?.kind === 'array' ? node.children : []);

/** Every value below (and including) a node, in the order of the text. */
export function* walk(root: JsonNode): Generator<JsonNode> {
  const stack: JsonNode[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    yield node;
    if (node.kind !== 'object' && node.kind !== 'array') continue;
    for (const below of node.children.toReversed()) stack.push(below);
  }
}

/** Names and indices from the root to a node. */
export function pathOf(node: JsonNode): (string | number)[] {
  const path: (string | number)[] = [];
  for (let at: JsonNode = node; at.parent; at = at.parent) path.push(at.key);
  return path.reverse();
}

/** Offsets in a string's decoded text, and the text that goes there. In order, without overlap. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A change to one value: parts of a string's text, or the whole value (`whole` becomes a string). */
export interface Change {
  readonly node: JsonString | JsonScalar;
  readonly edits?: readonly TextEdit[];
  readonly whole?: string;
}

/**
 * The text with these changes and every other character as it was, also the spelling of the escapes around an edit.
 * The changes may come in any order; no two may name the same value.
 */
export function splice(raw: string, changes: readonly Change[]): string {
  return applyEdits(raw, editsOf(raw, changes));
}

/** The same changes as edits of the raw text: for JSON that itself stands inside a string. */
export function editsOf(raw: string, changes: readonly Change[]): TextEdit[] {
  return [...changes]
    .sort((a, b) => a.node.start - b.node.start)
    .map(({ node, edits, whole }) => {
      const whollyNew = whole !== undefined || node.kind !== 'string';
      const text = whollyNew ? JSON.stringify(whole ?? '') : editToken(raw.slice(node.start, node.end), edits ?? []);
      return { start: node.start, end: node.end, text };
    });
}

/** Edits in the order of the text, without overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  if (edits.length === 0) return text;
  let out = '';
  let at = 0;
  for (const edit of edits) {
    out += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return out + text.slice(at);
}

function editToken(token: string, edits: readonly TextEdit[]): string {
  let out = '"';
  let rawAt = 1;
  let textAt = 0;
  // Advances over the token, escape by escape, until `target` characters of the decoded text have passed.
  const advance = (target: number): number => {
    let position = rawAt;
    for (; textAt < target; textAt++) position += token.charCodeAt(position) !== 92 ? 1 : token.charCodeAt(position + 1) === 117 ? 6 : 2;
    return position;
  };
  for (const { start, end, text } of edits) {
    const from = advance(start);
    out += token.slice(rawAt, from) + JSON.stringify(text).slice(1, -1);
    rawAt = from;
    rawAt = advance(end);
  }
  return out + token.slice(rawAt);
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type OpenObject = Writable<Omit<JsonObject, 'children' | 'names'>> & { children: JsonNode[]; names: JsonString[] };
type OpenArray = Writable<Omit<JsonArray, 'children'>> & { children: JsonNode[] };

const SCALAR = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** From this length on, what the language brings reads a string faster than a loop does. */
const LONG = 64;

class Reader {
  private readonly text: string;
  private at = 0;
  private parent: OpenObject | OpenArray | undefined;

  constructor(text: string) {
    this.text = text;
  }

  read(): JsonNode {
    if (this.text.charCodeAt(0) === 0xfeff) this.at = 1;
    for (;;) {
      this.skipSpace();
      const key = this.parent === undefined ? '' : this.parent.kind === 'array' ? this.parent.children.length : this.readName(this.parent);
      const opened = this.open(key);
      // An opened, not yet empty container: its first element comes next.
      if (opened === undefined) continue;
      let node: JsonNode = opened;
      for (;;) {
        const parent: OpenObject | OpenArray | undefined = this.parent;
        this.skipSpace();
        if (parent === undefined) {
          if (this.at < this.text.length) throw new JsonError(this.at, 'the end');
          return node;
        }
        const next = this.text.charCodeAt(this.at);
        if (next === 44) {
          this.at++;
          break;
        }
        if (next !== (parent.kind === 'array' ? 93 : 125))
          throw new JsonError(this.at, parent.kind === 'array' ? '`,` or `]`' : '`,` or `}`');
        this.at++;
        node = this.close(parent);
      }
    }
  }

  /** Reads a whole value, or opens a container and returns undefined. */
  private open(key: string | number): JsonNode | undefined {
    const start = this.at;
    const code = this.text.charCodeAt(start);
    const parent = this.parent as JsonObject | JsonArray | undefined;
    if (code === 34) return this.add({ kind: 'string', start, value: this.readString(), end: this.at, parent, key });
    if (code === 123 || code === 91) {
      const opened = (
        code === 123
          ? { kind: 'object', start, end: start, parent, key, children: [], names: [] }
          : { kind: 'array', start, end: start, parent, key, children: [] }
      ) as OpenObject | OpenArray;
      this.add(opened as JsonNode);
      this.parent = opened;
      this.at++;
      this.skipSpace();
      if (this.text.charCodeAt(this.at) !== code + 2) return undefined;
      this.at++;
      return this.close(opened);
    }
    SCALAR.lastIndex = start;
    const raw = SCALAR.exec(this.text)?.[0];
    if (raw === undefined) throw new JsonError(start, 'a value');
    this.at += raw.length;
    return this.add({ kind: 'scalar', start, end: this.at, parent, key, raw });
  }

  private add<T extends JsonNode>(node: T): T {
    (this.parent?.children as JsonNode[] | undefined)?.push(node);
    return node;
  }

  private close(node: OpenObject | OpenArray): JsonNode {
    node.end = this.at;
    this.parent = node.parent as OpenObject | OpenArray | undefined;
    return node as JsonNode;
  }

  private readName(parent: OpenObject): string {
    const start = this.at;
    if (this.text.charCodeAt(start) !== 34) throw new JsonError(start, 'a name in quotes');
    const value = this.readString();
    parent.names.push({ kind: 'string', start, end: this.at, parent: parent as JsonObject, key: value, value });
    this.skipSpace();
    if (this.text.charCodeAt(this.at) !== 58) throw new JsonError(this.at, '`:`');
    this.at++;
    this.skipSpace();
    return value;
  }

  /** From the opening quote past the closing one. */
  private readString(): string {
    const { text } = this;
    const start = this.at;
    let at = start + 1;
    let escaped = false;
    for (; ; at++) {
      if (at === start + LONG) {
        const end = this.endOfLong(start);
        if (end !== undefined) return end;
      }
      const code = text.charCodeAt(at);
      if (code === 34) break;
      if (code === 92) {
        ESCAPE.lastIndex = at;
        if (!ESCAPE.test(text)) throw new JsonError(at, 'an escape that JSON knows');
        escaped = true;
        at = ESCAPE.lastIndex - 1;
      } else if (!(code >= 32)) {
        throw new JsonError(at, at < text.length ? 'a character that may stand in a string' : 'the end of a string');
      }
    }
    this.at = at + 1;
    return escaped ? (JSON.parse(text.slice(start, at + 1)) as string) : text.slice(start + 1, at);
  }

  /** The same for a string that is long, by the means of the language; undefined where it is malformed, which is then told in detail. */
  private endOfLong(start: number): string | undefined {
    const { text } = this;
    for (let quote = text.indexOf('"', start + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
      let before = quote;
      while (text.charCodeAt(before - 1) === 92) before--;
      // An even number of backslashes escapes one another, and not the quote.
      if ((quote - before) % 2 === 1) continue;
      try {
        const value = JSON.parse(text.slice(start, quote + 1)) as string;
        this.at = quote + 1;
        return value;
      } catch {
        return undefined;
      }
    }
    return undefined;
  }

  private skipSpace(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      this.at++;
    }
  }
}
