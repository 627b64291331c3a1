import { decodeBase64 } from '../base64.ts';
import { FREQUENT_GRAMS } from './frequentGrams.data.ts';
import { MODULE } from './module.data.ts';

/** Writes the UTF-16 units of a text to the beginning of `into`, which has room for them. The platform may know a faster way. */
export type CopyUnits = (text: string, into: Uint16Array) => void;

/** `CopyUnits` in plain JavaScript. */
export const copyUnits: CopyUnits = (text, into) => {
  for (let i = 0; i < text.length; i++) into[i] = text.charCodeAt(i);
};

/** What is told of a text. */
export interface Anchors {
  /** A literal stands at `start`; in the order of the text, and at one place in that of the literals. */
  hit(literal: number, start: number): void;
  /** Here begins a group of digits that may belong to a number. */
  digit(start: number): void;
  /** Here begin 24 or more characters of base64, or their middle is met again. */
  run(start: number): void;
}

/** The prefilter in WebAssembly (assembly/prefilter.ts), with literals of its own. */
export interface Accelerator {
  /** False where it is at work already, and nothing was done. */
  search(text: string, anchors: Anchors): boolean;
}

/** So many UTF-16 units are searched at a time: they stay in the processor's nearer caches. */
const WINDOW = 16_384;
/** The prefilter reads so far behind a window for what begins in it. */
const BEHIND = 128;
/** The four characters by which a literal is known begin at most so far behind its beginning. */
const FURTHEST = 12;
/** A literal is a number of 16 bits. */
const MOST_LITERALS = 65_536;
const LONGEST_LITERAL = 4096;

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly digitCount: { readonly value: number };
  readonly runCount: { readonly value: number };
  allocate(bytes: number): number;
  build(table: number, count: number, room: number, most: number): void;
  unitsAt(): number;
  hitsAt(): number;
  digitsAt(): number;
  runsAt(): number;
  search(count: number, length: number, also: boolean): number;
}

/** Undefined where the platform has no WebAssembly with SIMD, or there are more or longer literals than it takes. `literals` are folded. */
export function createAccelerator(literals: readonly string[], copy: CopyUnits): Accelerator | undefined {
  const longest = literals.reduce((most, { length }) => Math.max(most, length), 1);
  if (literals.length >= MOST_LITERALS || longest > LONGEST_LITERAL) return undefined;
  const exports = instantiate();
  if (!exports) return undefined;
  const table = tableOf(literals);
  const at = exports.allocate(table.byteLength);
  new Uint8Array(exports.memory.buffer).set(table, at);
  const behind = Math.max(BEHIND, longest);
  const most = nested(literals);
  exports.build(at, literals.length, WINDOW + behind, most);
  // Only now: memory that grows is another buffer.
  const { buffer } = exports.memory;
  const units = new Uint16Array(buffer, exports.unitsAt(), WINDOW + behind);
  const hits = new Uint32Array(buffer, exports.hitsAt(), (WINDOW + behind) * most);
  const digits = new Int32Array(buffer, exports.digitsAt(), WINDOW / 2 + 1);
  const runs = new Int32Array(buffer, exports.runsAt(), Math.ceil(WINDOW / 24) + 1);
  let busy = false;

  return {
    search(text, anchors) {
      if (busy) return false;
      busy = true;
      try {
        for (let from = 0; from < text.length; from += WINDOW) {
          const count = Math.min(WINDOW, text.length - from);
          const part = text.length <= WINDOW ? text : text.slice(from, from + WINDOW + behind);
          copy(part, units);
          const found = exports.search(count, part.length, true);
          for (let i = 0; i < found; i++) anchors.hit(hits[i]! & 0xffff, from + (hits[i]! >>> 16));
          for (let i = 0; i < exports.digitCount.value; i++) anchors.digit(from + digits[i]!);
          for (let i = 0; i < exports.runCount.value; i++) anchors.run(from + runs[i]!);
        }
      } finally {
        busy = false;
      }
      return true;
    },
  };
}

/** For each literal where its units begin, how many they are and by which four it is known, and then the units. */
function tableOf(literals: readonly string[]): Uint8Array {
  const head = new Uint32Array(3 * literals.length);
  const units = new Uint16Array(literals.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  literals.forEach((literal, index) => {
    head[3 * index] = head.byteLength + 2 * at;
    head[3 * index + 1] = literal.length;
    head[3 * index + 2] = rarestGram(literal);
    for (let i = 0; i < literal.length; i++) units[at++] = literal.charCodeAt(i);
  });
  const table = new Uint8Array(head.byteLength + units.byteLength);
  table.set(new Uint8Array(head.buffer));
  table.set(new Uint8Array(units.buffer), head.byteLength);
  return table;
}

/** Where in a literal four characters begin that are likely the rarest in ordinary texts. */
function rarestGram(literal: string): number {
  ranks ??= ranksOfGrams();
  let best = 0;
  let least = Infinity;
  for (let at = 0; at <= Math.min(literal.length - 4, FURTHEST); at++) {
    let frequency = 1000 * (ranks.get(gramOf(literal, at)) ?? 0);
    for (let i = at; i < at + 4; i++) {
      // A character twice in a row, such as in a line of dashes, is no rarer for it.
      frequency += (FREQUENT.length - place(literal.charCodeAt(i))) * (i > 0 && literal[i] === literal[i - 1] ? 2 : 1);
    }
    if (frequency >= least) continue;
    best = at;
    least = frequency;
  }
  return best;
}

/** How frequent characters are in texts and programs, in that order; those not named are rare. */
const FREQUENT = ' etaoinsrlcdupmhg-f.b_y/\'"';
const place = (code: number): number => PLACES[code] ?? FREQUENT.length;
const PLACES = Uint8Array.from({ length: 128 }, (_, code) => {
  const at = FREQUENT.indexOf(String.fromCharCode(code));
  return at < 0 ? FREQUENT.length : at;
});

/** The higher, the more frequent. */
let ranks: Map<number, number> | undefined;

function ranksOfGrams(): Map<number, number> {
  const all = new Map<number, number>();
  for (let at = 0; at < FREQUENT_GRAMS.length; at += 4) all.set(gramOf(FREQUENT_GRAMS, at), FREQUENT_GRAMS.length - at);
  return all;
}

/** Four characters as one number; with what is no ASCII among them it may be that of others, which only makes a choice worse. */
const gramOf = (text: string, at: number): number =>
  text.charCodeAt(at) | (text.charCodeAt(at + 1) << 7) | (text.charCodeAt(at + 2) << 14) | (text.charCodeAt(at + 3) << 21);

/** How many literals stand at one place at most: one, and those with which it begins. */
function nested(literals: readonly string[]): number {
  let most = 1;
  const open: string[] = [];
  for (const literal of literals.toSorted()) {
    while (open.length > 0 && !literal.startsWith(open.at(-1)!)) open.pop();
    most = Math.max(most, open.push(literal));
  }
  return most;
}

let compiled: object | undefined | false;

/** The platform's, of which the core declares what it uses. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

function instantiate(): Exports | undefined {
  const api = (globalThis as { WebAssembly?: WebAssemblyApi }).WebAssembly;
  if (!api || compiled === false) return undefined;
  try {
    compiled ??= new api.Module(Uint8Array.from(decodeBase64(MODULE), (byte) => byte.charCodeAt(0)));
    return new api.Instance(compiled).exports as Exports;
  } catch {
    // No SIMD, or forbidden by the host: the way in JavaScript finds the same.
    compiled = false;
    return undefined;
  }
}
