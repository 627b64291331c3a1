/**
 * Reads a command line as a POSIX shell would (https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html), as far as
 * to say which commands it runs and how each place of it is quoted. What it does not understand for certain it does not read at all.
 */
export interface ShellScript {
  /** The words of every simple command, those inside substitutions too. */
  readonly commands: readonly (readonly Word[])[];
  /** Where output goes to and input comes from. */
  readonly targets: readonly Word[];
  /** How the character at this UTF-16 offset stands. */
  quotingAt(offset: number): Quoting;
}

export interface Word {
  /** As the shell hands it on, quotes and backslashes gone. */
  readonly text: string;
  /** Nothing in it is replaced by the shell: no variable, no substitution, no list in braces. */
  readonly plain: boolean;
}

/** `here`: in a here-document whose variables are replaced; `literal`: in one that stays as it is. */
export type Quoting = 'bare' | 'single' | 'double' | 'here' | 'literal';

/** The script, or undefined where only a shell could tell what it does. */
export function readShell(script: string): ShellScript | undefined {
  const reader = new Reader(script);
  try {
    reader.list('');
  } catch (error) {
    if (error instanceof NotUnderstood) return undefined;
    throw error;
  }
  const { commands, targets, quoting } = reader;
  return { commands, targets, quotingAt: (offset) => QUOTINGS[quoting[offset] ?? 0]! };
}

/** A value as it must be written where text is quoted like this, so that the shell hands on exactly the value. */
export function shellSpelling(value: string, quoting: Quoting): string {
  if (/^[\w@%+=:,./-]*$/.test(value)) return value;
  switch (quoting) {
    case 'single':
      return value.replaceAll("'", "'\\''");
    case 'double':
      return value.replace(/[$`"\\]/g, '\\$&');
    case 'here':
      return value.replace(/[$`\\]/g, '\\$&');
    case 'literal':
      return value;
    case 'bare':
      return `'${value.replaceAll("'", "'\\''")}'`;
  }
}

const QUOTINGS: readonly Quoting[] = ['bare', 'single', 'double', 'here', 'literal'];
const [SINGLE, DOUBLE, HERE, LITERAL] = [1, 2, 3, 4];

class NotUnderstood extends Error {}

/** No honest command nests deeper. */
const DEEPEST = 20;

interface HereDocument {
  readonly end: string;
  readonly quoted: boolean;
  readonly tabs: boolean;
}

class Reader {
  readonly commands: Word[][] = [];
  readonly targets: Word[] = [];
  readonly quoting: Uint8Array;
  private readonly text: string;
  private at = 0;
  private depth = 0;
  private waiting: HereDocument[] = [];

  constructor(text: string) {
    this.text = text;
    this.quoting = new Uint8Array(text.length);
  }

  /** Reads commands up to a closing character, or to the end. */
  list(closing: '' | ')'): void {
    if (++this.depth > DEEPEST) throw new NotUnderstood();
    let words: Word[] = [];
    const finish = (): void => {
      if (words.length > 0) this.commands.push(words);
      words = [];
    };
    for (;;) {
      this.skipBlanks();
      const char = this.text.charAt(this.at);
      if (char === closing) {
        finish();
        this.at++;
        this.depth--;
        return;
      }
      if (char === '' || char === ')') throw new NotUnderstood();
      if (char === '\n') {
        finish();
        this.at++;
        this.readHereDocuments();
      } else if (char === '&' && this.text.charAt(this.at + 1) === '>') {
        this.at++;
        this.redirection(words);
      } else if (char === ';' || char === '&' || char === '|') {
        if (this.text.startsWith(';;', this.at)) throw new NotUnderstood();
        finish();
        this.at++;
      } else if (char === '#') {
        while (this.at < this.text.length && this.text.charAt(this.at) !== '\n') this.at++;
      } else if (char === '(') {
        // After a word it would define a function or a list.
        if (words.length > 0 || this.text.startsWith('((', this.at)) throw new NotUnderstood();
        this.at++;
        this.list(')');
      } else if (/^\d*[<>]/.test(this.text.slice(this.at, this.at + 4))) {
        while (/\d/.test(this.text.charAt(this.at))) this.at++;
        this.redirection(words);
      } else {
        words.push(this.word());
      }
    }
  }

  private redirection(words: Word[]): void {
    const operator = /^(?:<<<|<<-|<<|<&|<>|>>|>&|>\||<|>)/.exec(this.text.slice(this.at, this.at + 3))?.[0] ?? '';
    this.at += operator.length;
    if ((operator === '<' || operator === '>') && this.text.charAt(this.at) === '(') {
      this.at++;
      this.list(')');
      words.push({ text: '', plain: false });
      return;
    }
    this.skipBlanks();
    const start = this.at;
    const target = this.word();
    if (operator === '<<' || operator === '<<-') {
      if (!target.plain) throw new NotUnderstood();
      this.waiting.push({ end: target.text, quoted: /['"\\]/.test(this.text.slice(start, this.at)), tabs: operator === '<<-' });
    } else if (operator === '<<<') {
      words.push(target);
    } else if (!(operator.endsWith('&') && /^(?:\d+|-)$/.test(target.text))) {
      this.targets.push(target);
    }
  }

  private readHereDocuments(): void {
    for (const { end, quoted, tabs } of this.waiting) {
      for (;;) {
        if (this.at >= this.text.length) throw new NotUnderstood();
        const newline = this.text.indexOf('\n', this.at);
        const stop = newline < 0 ? this.text.length : newline;
        const line = this.text.slice(this.at, stop);
        const start = this.at;
        this.at = Math.min(stop + 1, this.text.length);
        if ((tabs ? line.replace(/^\t+/, '') : line) === end) break;
        if (!quoted && /(?<!\\)(?:\\\\)*(?:`|\$\()/.test(line)) throw new NotUnderstood();
        this.quoting.fill(quoted ? LITERAL : HERE, start, stop);
      }
    }
    this.waiting = [];
  }

  private word(): Word {
    const start = this.at;
    let text = '';
    let plain = true;
    for (;;) {
      const char = this.text.charAt(this.at);
      if (char === '' || /[\s;&|<>()]/.test(char)) break;
      if (char === '\\') {
        const next = this.text.charAt(this.at + 1);
        if (next !== '\n') text += next;
        this.at += 2;
      } else if (char === "'") {
        text += this.singleQuoted();
      } else if (char === '"') {
        const part = this.doubleQuoted();
        text += part.text;
        plain &&= part.plain;
      } else if (char === '$' || char === '`') {
        plain = this.expansion() && plain;
        text += '$';
      } else {
        // `{curl,x}` becomes two words.
        if (char === '{' && this.text.charAt(this.at + 1) !== '' && !/\s/.test(this.text.charAt(this.at + 1))) plain = false;
        text += char;
        this.at++;
      }
    }
    if (this.at === start) throw new NotUnderstood();
    return { text, plain };
  }

  private singleQuoted(): string {
    const end = this.text.indexOf("'", this.at + 1);
    if (end < 0) throw new NotUnderstood();
    const text = this.text.slice(this.at + 1, end);
    this.quoting.fill(SINGLE!, this.at + 1, end);
    this.at = end + 1;
    return text;
  }

  private doubleQuoted(): Word {
    let text = '';
    let plain = true;
    this.at++;
    for (;;) {
      const char = this.text.charAt(this.at);
      if (char === '') throw new NotUnderstood();
      if (char === '"') {
        this.at++;
        return { text, plain };
      }
      if (char === '$' || char === '`') {
        plain = this.expansion() && plain;
        text += '$';
        continue;
      }
      this.quoting[this.at] = DOUBLE!;
      if (char === '\\' && /[$`"\\\n]/.test(this.text.charAt(this.at + 1))) {
        text += this.text.charAt(this.at + 1).replace('\n', '');
        this.at += 2;
      } else {
        text += char;
        this.at++;
      }
    }
  }

  /** Reads what a `$` or a backtick begins; true where it stands for itself alone. */
  private expansion(): boolean {
    const rest = this.text.slice(this.at, this.at + 200);
    // Nobody writes them any more, and they nest in a way of their own.
    if (rest.startsWith('`')) throw new NotUnderstood();
    if (rest.startsWith('$((') || rest.startsWith("$'")) throw new NotUnderstood();
    if (rest.startsWith('$(')) {
      this.at += 2;
      this.list(')');
      return false;
    }
    if (rest.startsWith('${')) {
      // What calculates (an index, a range), names a variable by another or reads a value as a prompt may run what stands in one.
      const braces = /^\$\{#?(?:\w+|[?#*@!$-])(?:(?::?[-+?]|%%?|##?|\/\/?|\^\^?|,,?)[^}`$\\'"]*)?\}/.exec(rest)?.[0];
      if (braces === undefined) throw new NotUnderstood();
      this.at += braces.length;
      return false;
    }
    if (rest.startsWith('$[')) throw new NotUnderstood();
    const name = /^\$(?:[A-Za-z_]\w*|[\d?#@*!$-])/.exec(rest)?.[0];
    this.at += name?.length ?? 1;
    // To zsh that is an index, which is calculated.
    if (name !== undefined && this.text.charAt(this.at) === '[') throw new NotUnderstood();
    return name === undefined;
  }

  private skipBlanks(): void {
    for (;;) {
      const char = this.text.charAt(this.at);
      if (char === ' ' || char === '\t' || char === '\r') this.at++;
      else if (char === '\\' && this.text.charAt(this.at + 1) === '\n') this.at += 2;
      else return;
    }
  }
}
