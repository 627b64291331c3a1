/**
 * In how many ways a regular expression can be tried at one place of a text of at most `length` units, as a power of two and as an
 * upper bound: what a backtracking engine may have to go through. A repetition that is followed by a character it cannot hold itself
 * (`\w+\.`) has one way only. `pattern` must compile without flags.
 */
export function waysToMatch(pattern: string, length: number): number {
  return new PatternReader(pattern, length).alternatives();
}

/** One part of a sequence with its quantifier. */
interface Part {
  /** The pattern of a single character; undefined for a group or an assertion. */
  readonly character?: string;
  /** Ways within the part, as a power of two. */
  readonly ways: number;
  readonly least: number;
  readonly most: number;
}

class PatternReader {
  private readonly pattern: string;
  private readonly length: number;
  private at = 0;

  constructor(pattern: string, length: number) {
    this.pattern = pattern;
    this.length = length;
  }

  alternatives(): number {
    let count = 2 ** this.sequence();
    while (this.pattern[this.at] === '|') {
      this.at++;
      count += 2 ** this.sequence();
    }
    return Math.log2(count);
  }

  private sequence(): number {
    const parts: Part[] = [];
    while (this.at < this.pattern.length && !'|)'.includes(this.pattern.charAt(this.at))) parts.push(this.part());
    return parts.reduce((sum, part, index) => sum + this.waysOf(part, parts[index + 1]), 0);
  }

  private waysOf({ character, ways, least, most }: Part, next: Part | undefined): number {
    const ends = character !== undefined && next?.character !== undefined && next.least > 0 && areDisjoint(character, next.character);
    return (ends ? 0 : Math.log2(Math.max(0, most - least) + 1)) + (ways === 0 ? 0 : ways * most);
  }

  private part(): Part {
    const { pattern } = this;
    if (pattern[this.at] === '(') {
      this.at += /^\((?:\?(?:[:=!]|<[=!]|<\w+>))?/.exec(pattern.slice(this.at))?.[0].length ?? 1;
      const ways = this.alternatives();
      this.at++;
      return { ways, ...this.quantifier() };
    }
    const atom = ATOM.exec(pattern.slice(this.at))?.[0] ?? pattern.charAt(this.at);
    this.at += atom.length;
    return { ...(!/^(?:\^|\$|\\[bB])$/.test(atom) && { character: atom }), ways: 0, ...this.quantifier() };
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
const SAMPLES = [...Array.from({ length: 384 }, (_, code) => String.fromCharCode(code)), '\u2028', '中', '\u{d83d}', '\u{de00}', '\ufeff'];

function areDisjoint(first: string, second: string): boolean {
  const [one, two] = [new RegExp(`^${first}$`), new RegExp(`^${second}$`)];
  return !SAMPLES.some((sample) => one.test(sample) && two.test(sample));
}
