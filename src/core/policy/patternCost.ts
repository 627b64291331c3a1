/**
 * How many steps a backtracking engine may have to take to try a regular expression at one place of a text of at most `length` units; an
 * upper bound, Infinity where it is out of all proportion. What a repetition took it may have to give back, character by character, and
 * each time what follows is tried anew, unless that cannot begin with such a character (`\w+\.`). `pattern` must compile without flags.
 */
export function stepsToMatch(pattern: string, length: number): number {
  return ofBranches(new PatternReader(pattern, length).branches(), { parts: [], steps: 0 });
}

/** One part of a sequence with its quantifier. */
interface Part {
  /** The pattern of a single character, a group, or a place between two characters. */
  readonly atom: string | Group | typeof NOTHING;
  readonly least: number;
  readonly most: number;
}

interface Group {
  readonly branches: readonly (readonly Part[])[];
  /** Looks ahead or back and takes up nothing. */
  readonly looks: boolean;
}

const NOTHING = Symbol('between two characters');

/** What follows, and what trying it costs. */
interface Rest {
  readonly parts: readonly Part[];
  readonly steps: number;
}

const ofBranches = (branches: Group['branches'], rest: Rest): number => branches.reduce((sum, parts) => sum + ofSequence(parts, rest), 0);

function ofSequence(parts: readonly Part[], rest: Rest): number {
  let behind = rest;
  for (const part of parts.toReversed()) behind = { parts: [part, ...behind.parts], steps: ofPart(part, behind) };
  return behind.steps;
}

function ofPart({ atom, least, most }: Part, rest: Rest): number {
  if (atom === NOTHING) return 1 + rest.steps;
  const givenBack = most - least;
  // Where nothing follows, nothing can fail.
  if (typeof atom === 'string')
    return most + rest.steps + (rest.parts.length === 0 || givenBack === 0 ? 0 : givenBack * beforeA(atom, rest));
  if (atom.looks) return most * ofBranches(atom.branches, UNKNOWN) + (1 + givenBack) * rest.steps;
  if (most <= 1) return ofBranches(atom.branches, rest) + (givenBack === 0 ? 0 : rest.steps);
  const once = ofBranches(atom.branches, UNKNOWN);
  const one = atom.branches.length === 1 && isOneWay(atom.branches[0]!);
  return one ? most * once + (1 + givenBack) * rest.steps : once ** most * (1 + rest.steps);
}

/** Something follows, and it is not known what. */
const UNKNOWN: Rest = { parts: [{ atom: NOTHING, least: 1, most: 1 }], steps: 1 };

/** What it costs to try the rest where a character of this class stands. */
function beforeA(character: string, { parts, steps }: Rest): number {
  let passed = 1;
  for (const { atom, least } of parts) {
    if (atom === NOTHING) continue;
    if (typeof atom !== 'string' || !areDisjoint(character, atom)) return steps;
    if (least > 0) return passed;
    passed++;
  }
  return passed;
}

/** Whether a sequence can match a text in one way only, whatever stands behind it: each repetition ends where the next part begins. */
function isOneWay(parts: readonly Part[]): boolean {
  return parts.every(({ atom, least, most }, index) => {
    const next = parts[index + 1];
    if (typeof atom === 'object')
      return least === most && most === 1 && !atom.looks && atom.branches.length === 1 && isOneWay(atom.branches[0]!);
    if (atom === NOTHING || least === most) return true;
    return typeof next?.atom === 'string' && next.least > 0 && areDisjoint(atom, next.atom);
  });
}

class PatternReader {
  private readonly pattern: string;
  private readonly length: number;
  private at = 0;

  constructor(pattern: string, length: number) {
    this.pattern = pattern;
    this.length = length;
  }

  branches(): Part[][] {
    const branches = [this.sequence()];
    while (this.pattern[this.at] === '|') {
      this.at++;
      branches.push(this.sequence());
    }
    return branches;
  }

  private sequence(): Part[] {
    const parts: Part[] = [];
    while (this.at < this.pattern.length && !'|)'.includes(this.pattern.charAt(this.at))) parts.push(this.part());
    return parts;
  }

  private part(): Part {
    const { pattern } = this;
    if (pattern[this.at] === '(') {
      const opening = /^\((?:\?(?:[:=!]|<[=!]|<\w+>))?/.exec(pattern.slice(this.at))?.[0] ?? '(';
      this.at += opening.length;
      const branches = this.branches();
      this.at++;
      return { atom: { branches, looks: /[=!]$/.test(opening) }, ...this.quantifier() };
    }
    const atom = ATOM.exec(pattern.slice(this.at))?.[0] ?? pattern.charAt(this.at);
    this.at += atom.length;
    return { atom: /^(?:\^|\$|\\[bB])$/.test(atom) ? NOTHING : atom, ...this.quantifier() };
  }

  private quantifier(): Pick<Part, 'least' | 'most'> {
    const found = /^(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})\??/.exec(this.pattern.slice(this.at));
    if (!found) return { least: 1, most: 1 };
    this.at += found[0].length;
    const [sign = '', from, comma, to] = found;
    if (from === undefined) return { least: sign.startsWith('+') ? 1 : 0, most: sign.startsWith('?') ? 1 : this.length };
    const most = comma === undefined ? Number(from) : Number(to || this.length);
    return { least: Math.min(Number(from), this.length), most: Math.min(most, this.length) };
  }
}

const ATOM = /^(?:\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[A-Za-z]|[^])|\[(?:\\[^]|[^\]\\])*\])/;
const SAMPLES = [...Array.from({ length: 384 }, (_, code) => code), 0x2028, 0x4e2d, 0xd83d, 0xde00, 0xfeff];

/** Whether no character fits both. Two classes that share one share an end of one of their ranges, or the character beside it. */
function areDisjoint(first: string, second: string): boolean {
  const [one, two] = [new RegExp(`^${first}$`), new RegExp(`^${second}$`)];
  const samples = [...SAMPLES, ...[...codesIn(first), ...codesIn(second)].flatMap((code) => [code - 1, code, code + 1])];
  return !samples.some((code) => one.test(String.fromCharCode(code)) && two.test(String.fromCharCode(code)));
}

/** The characters that are written in a pattern, also as `\uXXXX`. */
const codesIn = (source: string): number[] => [
  ...Array.from({ length: source.length }, (_, at) => source.charCodeAt(at)),
  ...Array.from(source.matchAll(/\\u([0-9a-fA-F]{4})/g), ([, code]) => parseInt(code!, 16)),
];
