/**
 * How many ASCII digits stand in every match of a pattern, at least. A part of a text that holds fewer need not be searched. Reads the
 * source of a regular expression without the flag `v`; what it does not know counts as none.
 */
export const leastDigits = (source: string): number => new Reader(source).alternatives();

class Reader {
  private at = 0;
  private readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  alternatives(): number {
    let least = Infinity;
    let digits = 0;
    for (; this.at < this.source.length && this.source[this.at] !== ')';) {
      if (this.source[this.at] === '|') {
        this.at++;
        least = Math.min(least, digits);
        digits = 0;
      } else {
        const one = this.atom();
        digits += one * this.times();
      }
    }
    return Math.min(least, digits);
  }

  private atom(): number {
    const { source } = this;
    const char = source[this.at]!;
    if (char === '(') return this.group();
    if (char === '[') return this.characterClass();
    if (char === '\\') return this.escape();
    this.at++;
    return isDigit(char) ? 1 : 0;
  }

  private group(): number {
    const opening = /\((?:\?(?:[:=!]|<[=!]|<\w+>|[a-z-]+:))?/y;
    opening.lastIndex = this.at;
    const [mark] = opening.exec(this.source)!;
    this.at += mark.length;
    const digits = this.alternatives();
    this.at++;
    // What a lookaround sees is no part of the match.
    return /^\(\?<?[=!]/.test(mark) ? 0 : digits;
  }

  private characterClass(): number {
    const whole = /\[(?:[^\]\\]|\\[^])*\]/y;
    whole.lastIndex = this.at;
    const [text] = whole.exec(this.source)!;
    this.at += text.length;
    return /^\[(?:\\d|\d(?:-\d)?)+\]$/.test(text) ? 1 : 0;
  }

  private escape(): number {
    const whole = /\\(?:k<\w+>|[pP]\{[^}]*\}|u\{[^}]*\}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|c[A-Za-z]|\d+|[^])/y;
    whole.lastIndex = this.at;
    const [text] = whole.exec(this.source)!;
    this.at += text.length;
    return text === '\\d' ? 1 : 0;
  }

  private times(): number {
    const quantifier = /(?:[*+?]|\{(\d+)(?:,\d*)?\})\??/y;
    quantifier.lastIndex = this.at;
    const match = quantifier.exec(this.source);
    if (!match) return 1;
    this.at += match[0].length;
    if (match[1] !== undefined) return Number(match[1]);
    return match[0].startsWith('+') ? 1 : 0;
  }
}

const isDigit = (char: string): boolean => char >= '0' && char <= '9';
