/**
 * Reads the scripts by which Codex's models use their tools: one tool, `exec`, takes JavaScript that calls the others
 * (`text(await tools.exec_command({ cmd: "ls" }));`). Only calls with written-out arguments are understood, because only of them it is
 * certain what they do.
 */
export interface ScriptedCall {
  /** As in `tools.<name>`. */
  readonly tool: string;
  readonly argument: unknown;
  /** The texts written in the argument. */
  readonly texts: readonly ScriptedText[];
}

export interface ScriptedText {
  /** UTF-16 offsets in the script of what stands between the quotes. */
  readonly start: number;
  readonly end: number;
  readonly quote: Quote;
  /** The name under which it stands in an object. */
  readonly key: string | undefined;
  /** What it says. */
  readonly value: string;
}

type Quote = '"' | "'" | '`';

/** The calls of a script in their order, or undefined where it does anything else than to call tools and to show what they answer. */
export function readToolScript(script: string): readonly ScriptedCall[] | undefined {
  const reader = new Reader(script);
  try {
    while (!reader.atEnd()) reader.statement();
  } catch (error) {
    if (error instanceof NotUnderstood) return undefined;
    throw error;
  }
  return reader.calls;
}

/** A value as it must be written between such quotes. */
export function scriptSpelling(value: string, quote: Quote): string {
  const escaped = JSON.stringify(value).slice(1, -1);
  if (quote === '"') return escaped;
  return quote === "'" ? escaped.replaceAll("'", "\\'") : escaped.replaceAll('`', '\\`').replaceAll('${', '\\${');
}

/** What is written between quotes, read; undefined for escapes that are seldom used. */
export function readScriptText(raw: string): string | undefined {
  let understood = true;
  const text = raw.replace(/\\(?:u([0-9a-fA-F]{4})|([^]))/g, (_, code: string | undefined, letter: string) => {
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    understood &&= /[nrt\\'"`$]/.test(letter);
    return LETTERS[letter] ?? letter;
  });
  return understood ? text : undefined;
}

const LETTERS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

class NotUnderstood extends Error {}

/** No honest argument nests deeper. */
const DEEPEST = 20;

class Reader {
  readonly calls: ScriptedCall[] = [];
  private readonly script: string;
  private at = 0;
  private texts: ScriptedText[] = [];

  constructor(script: string) {
    this.script = script;
  }

  atEnd(): boolean {
    this.take(/(?:\s|\/\/[^\n]*(?:\n|$))*/y);
    return this.at >= this.script.length;
  }

  /** `const a = await tools.x({…});`, `text(a.output);`, `text(await tools.x({…}));` */
  statement(): void {
    const name = this.take(/(?:const|let|var)\s+([A-Za-z_]\w*)\s*=\s*/y)?.[1];
    // A name of the script's own must not hide what the calls are made on.
    if (name !== undefined && /^(?:tools|text|notify|await)$/.test(name)) throw new NotUnderstood();
    this.expression();
    if (!this.take(/\s*(?:;|\n|$)/y)) throw new NotUnderstood();
  }

  private expression(): void {
    if (this.take(/(?:text|notify)\s*\(\s*/y)) {
      this.expression();
      this.expect(/\s*\)/y);
      return;
    }
    const tool = this.take(/(?:await\s+)?tools\.([A-Za-z_]\w*)\s*\(\s*/y)?.[1];
    if (tool !== undefined) {
      this.texts = [];
      const argument = this.literal(undefined, 0);
      this.expect(/\s*\)/y);
      this.calls.push({ tool, argument, texts: this.texts });
    } else this.expect(/(?!await\b)[A-Za-z_]\w*/y);
    this.take(/(?:\??\.[A-Za-z_]\w*)+(?![\w(])/y);
  }

  private literal(key: string | undefined, depth: number): unknown {
    if (depth > DEEPEST) throw new NotUnderstood();
    const quote = this.take(/["'`]/y)?.[0] as Quote | undefined;
    if (quote !== undefined) return this.text(quote, key);
    if (this.take(/\{\s*/y)) return this.object(depth);
    if (this.take(/\[\s*/y)) return this.list(key, depth);
    const plain = this.expect(/-?\d+(?:\.\d+)?(?![\w.])|true\b|false\b|null\b/y);
    return JSON.parse(plain[0]) as unknown;
  }

  private text(quote: Quote, key: string | undefined): string {
    const start = this.at;
    const raw = this.expect(
      quote === '`' ? /(?:[^`\\$]|\$(?!\{)|\\[^])*/y : quote === '"' ? /(?:[^"\\\n]|\\[^])*/y : /(?:[^'\\\n]|\\[^])*/y,
    )[0];
    const end = this.at;
    this.expect(/["'`]/y);
    const value = readScriptText(raw);
    if (value === undefined) throw new NotUnderstood();
    this.texts.push({ start, end, quote, key, value });
    return value;
  }

  private object(depth: number): Record<string, unknown> {
    const entries: [string, unknown][] = [];
    while (!this.take(/\}/y)) {
      const [, bare, quoted] = this.expect(/(?:([A-Za-z_]\w*)|"([\w ]*)")\s*:\s*/y);
      const name = bare ?? quoted ?? '';
      entries.push([name, this.literal(name, depth + 1)]);
      if (!this.take(/\s*,\s*/y)) this.expect(/\s*(?=\})/y);
    }
    // The last of two of one name would count, and hide the other.
    if (new Set(entries.map(([name]) => name)).size < entries.length) throw new NotUnderstood();
    return Object.fromEntries(entries);
  }

  private list(key: string | undefined, depth: number): unknown[] {
    const items: unknown[] = [];
    while (!this.take(/\]/y)) {
      items.push(this.literal(key, depth + 1));
      if (!this.take(/\s*,\s*/y)) this.expect(/\s*(?=\])/y);
    }
    return items;
  }

  private take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.script);
    if (match) this.at = pattern.lastIndex;
    return match ?? undefined;
  }

  private expect(pattern: RegExp): RegExpExecArray {
    const match = this.take(pattern);
    if (!match) throw new NotUnderstood();
    return match;
  }
}
