/**
 * Finds every occurrence of many literals in one pass; ASCII letters are compared without regard to case. The four characters from
 * each place on, put into 32 classes, are one bit of a table that says whether a literal can begin there; only then is one compared.
 * No step of the pass waits for the step before, and compiling sets a few bits a literal.
 */
export interface LiteralSearch {
  /** Calls `hit(literal index, start)` for every occurrence, in the order of the text. */
  run(text: string, hit: (literal: number, start: number) => void): void;
}

/** Characters of a literal that the table knows, and bits of a class. */
const HEAD = 4;
const BITS = 5;
const MASK = (1 << (HEAD * BITS)) - 1;

/** Compiles the literals. Throws on an empty one, which would stand everywhere. */
export function compileLiterals(literals: readonly string[]): LiteralSearch {
  if (literals.some((literal) => literal === '')) throw new Error('a literal must not be empty');
  const folded = literals.map(foldCase);
  const classes = classify(folded);
  const table = new Int32Array((MASK + 1) >> 5);
  const buckets = new Buckets(folded);
  // The shorter first: what begins with them takes them in.
  for (let known = 1; known <= HEAD; known++) {
    folded.forEach((literal, index) => {
      if (Math.min(HEAD, literal.length) !== known) return;
      const head = headAt(literal, 0, classes);
      mark(table, head, 1 << ((HEAD - known) * BITS));
      if (known === 1) return;
      buckets.add(known, head, index, literal.length > HEAD ? classes[literal.charCodeAt(HEAD)]! : undefined);
    });
  }

  return {
    run(text, hit) {
      const last = text.length - HEAD;
      const look = buckets.reader(text, classes, hit);
      for (let at = nextHead(text, 0, classes, table); at <= last; at = nextHead(text, at + 1, classes, table)) {
        look(headAt(text, at, classes), at);
      }
      // The last places have too few characters behind them for a head.
      for (let at = Math.max(0, last + 1); at < text.length; at++) look(headAt(text, at, classes), at);
    },
  };
}

/** The next place at which a literal may begin. Nothing else happens in this loop: it is the engine's speed. */
function nextHead(text: string, from: number, classes: Uint8Array, table: Int32Array): number {
  const { length } = text;
  let key = headAt(text, from, classes) >>> BITS;
  for (let i = from + HEAD - 1; i < length; i++) {
    key = ((key << BITS) | classes[text.charCodeAt(i)]!) & MASK;
    if ((table[key >>> 5]! >>> key) & 1) return i - HEAD + 1;
  }
  return length;
}

/** Small ASCII letters instead of capital ones, and nothing else: lengths and other scripts stay as they are. */
const foldCase = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** What shares a class, from 1 on: letters that literals seldom hold, and signs by how often texts hold them. */
const CLASSES = [...'abcdefghiklmnoprstuvwy', 'jqxz', '0123456789', '_-', ':', './', ' ', '"\'=#<'];
const LETTERS = 22;
const SINGLE = 30;
const OTHER = 31;

/** The class of every UTF-16 unit. What stands in no literal is 0; what is a literal by itself has one of its own. */
function classify(literals: readonly string[]): Uint8Array {
  const classes = new Uint8Array(65536);
  for (const literal of literals) {
    for (let i = 0; i < literal.length; i++) {
      const code = literal.charCodeAt(i);
      // Other scripts are spread over the classes of the letters, or every word of theirs would look like a literal.
      classes[code] = code < 128 ? OTHER : 1 + (code % LETTERS);
    }
  }
  CLASSES.forEach((members, index) => {
    for (let i = 0; i < members.length; i++) classes[members.charCodeAt(i)] = index + 1;
  });
  for (const literal of literals) if (literal.length === 1) classes[literal.charCodeAt(0)] = SINGLE;
  for (let code = 65; code <= 90; code++) classes[code] = classes[code + 32]!;
  return classes;
}

/** The classes of the first characters from a place on, in one number; 0 for those that are missing. */
function headAt(text: string, from: number, classes: Uint8Array): number {
  let key = 0;
  for (let i = from; i < from + HEAD; i++) key = (key << BITS) | (i < text.length ? classes[text.charCodeAt(i)]! : 0);
  return key;
}

/** A literal shorter than a head stands before any characters: it has all the keys that begin with it, which are neighbours. */
function mark(table: Int32Array, from: number, count: number): void {
  if (count >= 32) table.fill(-1, from >>> 5, (from + count) >>> 5);
  else table[from >>> 5]! |= 1 << from;
}

/**
 * Which literals begin with a head. A hash table with open addressing; an entry names its literals and, as one bit each, the classes
 * that one of them has behind its head.
 */
class Buckets {
  private readonly keys: Int32Array;
  private readonly behind: Int32Array;
  private readonly chains: (readonly number[])[];
  private readonly mask: number;
  private readonly literals: readonly Uint16Array[];
  /** Literals of one character, by that. */
  private readonly single = new Map<number, number[]>();

  constructor(literals: readonly string[]) {
    // At most half full.
    const slots = 2 ** (32 - Math.clz32(2 * literals.length));
    this.mask = slots - 1;
    this.keys = new Int32Array(slots);
    this.behind = new Int32Array(slots);
    this.chains = new Array<readonly number[]>(slots).fill(NONE);
    this.literals = literals.map(unitsOf);
    literals.forEach((literal, index) => {
      if (literal.length > 1) return;
      for (const code of new Set([literal.charCodeAt(0), literal.toUpperCase().charCodeAt(0)])) {
        if (code < 128 || code === literal.charCodeAt(0)) this.single.set(code, [...(this.single.get(code) ?? []), index]);
      }
    });
  }

  /** `next` is the class behind the head, if there is something behind it. */
  add(known: number, head: number, literal: number, next: number | undefined): void {
    const slot = this.slot(keyOf(known, head));
    const shorter = this.keys[slot] === 0 ? this.shorter(known, head) : slot;
    this.keys[slot] = keyOf(known, head);
    this.behind[slot] = this.behind[shorter]! | (next === undefined ? -1 : 1 << next);
    this.chains[slot] = [...this.chains[shorter]!, literal];
  }

  /** Calls `hit` for every literal that stands at a place with such a head. */
  reader(text: string, classes: Uint8Array, hit: (literal: number, start: number) => void): (key: number, start: number) => void {
    return (key, start) => {
      if (key >>> (BITS * (HEAD - 1)) === SINGLE)
        for (const literal of this.single.get(text.charCodeAt(start)) ?? NONE) hit(literal, start);
      let slot = this.slot(keyOf(HEAD, key));
      if (this.keys[slot] === 0) slot = this.shorter(HEAD, key);
      const next = start + HEAD < text.length ? classes[text.charCodeAt(start + HEAD)]! : 0;
      if (((this.behind[slot]! >>> next) & 1) === 0) return;
      const chain = this.chains[slot]!;
      for (let i = 0; i < chain.length; i++) if (standsAt(text, start, this.literals[chain[i]!]!)) hit(chain[i]!, start);
    };
  }

  /** The entry of a beginning of this head, or a free one. */
  private shorter(known: number, head: number): number {
    let slot = 0;
    for (let less = known - 1; less > 1; less--) {
      slot = this.slot(keyOf(less, head));
      if (this.keys[slot] !== 0) return slot;
    }
    return this.slot(keyOf(known, head));
  }

  private slot(key: number): number {
    const { keys, mask } = this;
    let slot = (Math.imul(key, 0x9e3779b1) >>> 12) & mask;
    while (keys[slot] !== key && keys[slot] !== 0) slot = (slot + 1) & mask;
    return slot;
  }
}

const unitsOf = (literal: string): Uint16Array => {
  const units = new Uint16Array(literal.length);
  for (let i = 0; i < literal.length; i++) units[i] = literal.charCodeAt(i);
  return units;
};
const NONE: readonly number[] = [];

/** The known characters of a head and how many they are, in one number that is never 0. */
function keyOf(known: number, head: number): number {
  const unknown = (HEAD - known) * BITS;
  return (known << (HEAD * BITS)) | ((head >>> unknown) << unknown);
}

/** Whether a folded literal stands at `start`; from its end, because the beginning is known. Outside the text `charCodeAt` is NaN. */
function standsAt(text: string, start: number, literal: Uint16Array): boolean {
  for (let i = literal.length - 1; i >= 0; i--) {
    const code = text.charCodeAt(start + i);
    if ((code >= 65 && code <= 90 ? code + 32 : code) !== literal[i]) return false;
  }
  return true;
}
