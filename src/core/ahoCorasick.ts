/**
 * Finds every occurrence of many literals in one pass (Aho and Corasick, 1975). ASCII letters are compared without regard to case.
 * The automaton is one flat table: states × character classes, where every character that no literal holds shares class 0.
 */
export interface Automaton {
  /** Calls `hit(literal index, start)` for every occurrence, nearly in the order of the text. */
  run(text: string, hit: (literal: number, start: number) => void): void;
}

/** So many characters of a literal are in the table, which keeps it small; the rest is compared where these stand. */
const DEPTH = 6;

/** Compiles the literals. Throws on an empty one, which would stand everywhere. */
export function compileAutomaton(literals: readonly string[]): Automaton {
  if (literals.some((literal) => literal === '')) throw new Error('a literal must not be empty');
  const folded = literals.map(foldCase);
  const heads = folded.map((literal) => literal.slice(0, DEPTH));
  const { classes, count } = classify(heads);
  const trie = buildTrie(heads, classes, count);
  linkFailures(trie, count);
  return flatten(trie, classes, count, folded);
}

/** Small ASCII letters instead of capital ones, and nothing else: lengths and other scripts stay as they are. */
const foldCase = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

interface Trie {
  /** One row of `count` targets a state; -1 where there is none yet. */
  readonly next: number[][];
  readonly outputs: number[][];
}

function classify(literals: readonly string[]): { classes: Uint16Array; count: number } {
  const classes = new Uint16Array(65536);
  let count = 1;
  for (const literal of literals) {
    for (let i = 0; i < literal.length; i++) {
      const code = literal.charCodeAt(i);
      if (classes[code]) continue;
      classes[code] = count++;
    }
  }
  for (let code = 65; code <= 90; code++) classes[code] = classes[code + 32]!;
  return { classes, count };
}

function buildTrie(literals: readonly string[], classes: Uint16Array, count: number): Trie {
  const next = [new Array<number>(count).fill(-1)];
  const outputs: number[][] = [[]];
  literals.forEach((literal, index) => {
    let state = 0;
    for (let i = 0; i < literal.length; i++) {
      const row = next[state]!;
      const symbol = classes[literal.charCodeAt(i)]!;
      if (row[symbol] === -1) {
        row[symbol] = next.length;
        next.push(new Array<number>(count).fill(-1));
        outputs.push([]);
      }
      state = row[symbol]!;
    }
    outputs[state]!.push(index);
  });
  return { next, outputs };
}

/** Breadth first: where a state has no way on, it takes that of its longest proper suffix. */
function linkFailures({ next, outputs }: Trie, count: number): void {
  const fail = new Array<number>(next.length).fill(0);
  const queue: number[] = [];
  for (let symbol = 0; symbol < count; symbol++) {
    const target = next[0]![symbol]!;
    if (target === -1) next[0]![symbol] = 0;
    else queue.push(target);
  }
  for (const state of queue) {
    const row = next[state]!;
    const fallback = next[fail[state]!]!;
    outputs[state]!.push(...outputs[fail[state]!]!);
    for (let symbol = 0; symbol < count; symbol++) {
      const target = row[symbol]!;
      if (target === -1) row[symbol] = fallback[symbol]!;
      else {
        fail[target] = fallback[symbol]!;
        queue.push(target);
      }
    }
  }
}

/** States with outputs come last, so that one comparison tells whether a literal ends here. */
function flatten({ next, outputs }: Trie, classes: Uint16Array, count: number, literals: readonly string[]): Automaton {
  const order = [...next.keys()].sort((a, b) => Math.min(outputs[a]!.length, 1) - Math.min(outputs[b]!.length, 1) || a - b);
  const place = new Array<number>(next.length);
  order.forEach((state, at) => (place[state] = at * count));
  const table = new Int32Array(next.length * count);
  order.forEach((state, at) => next[state]!.forEach((target, symbol) => (table[at * count + symbol] = place[target]!)));
  const quiet = order.filter((state) => outputs[state]!.length === 0).length;
  const firstLoud = quiet * count;
  const ends = order.slice(quiet).map((state) => outputs[state]!);
  const heads = literals.map((literal) => Math.min(literal.length, DEPTH));

  return {
    run(text, hit) {
      let state = 0;
      for (let i = 0; i < text.length; i++) {
        state = table[state + classes[text.charCodeAt(i)]!]!;
        if (state < firstLoud) continue;
        for (const literal of ends[state / count - quiet]!) {
          if (goesOn(text, i + 1, literals[literal]!)) hit(literal, i + 1 - heads[literal]!);
        }
      }
    },
  };
}

/** Whether the rest of a folded literal stands at `at`. */
function goesOn(text: string, at: number, literal: string): boolean {
  for (let i = DEPTH; i < literal.length; i++) {
    const code = text.charCodeAt(at + i - DEPTH);
    if ((code >= 65 && code <= 90 ? code + 32 : code) !== literal.charCodeAt(i)) return false;
  }
  return true;
}
