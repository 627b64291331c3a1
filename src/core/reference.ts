/** Replaces a value that stands in a file by a reference to a variable of the environment, in the file's own language. Pure. */

/** A piece of a text and what takes its place. UTF-16 offsets. */
export interface ReferenceEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface ReferenceInput {
  readonly text: string;
  /** Where the value stands. */
  readonly start: number;
  readonly end: number;
  /** VS Code's language identifier. */
  readonly language: string;
  /** Tells GitHub's workflows from other YAML. */
  readonly path?: string;
  /** `GITHUB_TOKEN`. */
  readonly variable: string;
}

/**
 * The edit that puts a reference where the value stands, its quotes included where the reference is an expression. Undefined where
 * the language has none, or where the value is a part of a text in which it cannot be put.
 */
export function referenceEdit(input: ReferenceInput): ReferenceEdit | undefined {
  const form = formOf(input.language, input.path);
  if (!form) return undefined;
  const { text, start, end, variable } = input;
  const quote = quoteAround(text, start, end);
  if (form.expression && (quote === undefined || quote.whole)) {
    // A bare value in code is no literal that an expression could replace.
    if (quote === undefined && !form.bare) return undefined;
    const [from, to] = quote ? [quote.start, quote.end] : [start, end];
    const expression = form.expression(variable);
    return { start: from, end: to, text: isJsxAttribute(input, from) ? `{${expression}}` : expression };
  }
  const inside = quote === undefined ? form.inside?.[''] : form.inside?.[quote.character];
  return inside && { start, end, text: inside(variable) };
}

/** The reference alone, for a place that is no literal yet (a paste): `process.env.GITHUB_TOKEN`. Undefined where the language has none. */
export function referenceFor(language: string, variable: string, path?: string): string | undefined {
  const form = formOf(language, path);
  return form && (form.expression ?? form.inside?.[''])?.(variable);
}

/**
 * A name for the variable that is to hold a value: after the key it is assigned to (`stripeKey: "…"`), else after its kind; not one
 * of those taken. `before`: the text of the line up to the value.
 */
export function variableFor(type: string, before: string, taken: ReadonlySet<string>): string {
  const key = /([A-Za-z_][\w.-]*)["'`]?\]?\s*(?::=|=>|[:=])\s*["'`]?$/.exec(before)?.[1]?.split('.').at(-1);
  const name = constantCase(key ?? '') || constantCase(type) || 'SECRET';
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}_${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}

interface Form {
  /** Replaces a whole literal, quotes included. */
  readonly expression?: (variable: string) => string;
  /** Whether a value without quotes may be replaced by the expression: languages of data and shells. */
  readonly bare?: boolean;
  /** What may stand within a text, by the quote around it; '' for a text without. */
  readonly inside?: Readonly<Record<string, (variable: string) => string>>;
}

const call = (before: string, after: string): Form => ({ expression: (name) => before + name + after });

const javascript: Form = { ...call('process.env.', ''), inside: { '`': (name) => `\${process.env.${name}}` } };
const braces = (name: string): string => `\${${name}}`;
const shell: Form = { inside: { '': braces, '"': braces } };
const data: Form = { inside: { '': braces, '"': braces, "'": braces } };
const java = call('System.getenv("', '")');
const dotnet = call('Environment.GetEnvironmentVariable("', '")');
const secret = (name: string): string => `\${{ secrets.${name} }}`;
const githubWorkflow: Form = { inside: { '': secret, '"': secret, "'": secret } };
const terraform: Form = {
  expression: (name) => `var.${name.toLowerCase()}`,
  inside: { '"': (name) => `\${var.${name.toLowerCase()}}` },
};

/** By VS Code's language identifiers (https://code.visualstudio.com/docs/languages/identifiers). */
const FORMS: Readonly<Record<string, Form>> = {
  javascript,
  javascriptreact: javascript,
  typescript: javascript,
  typescriptreact: javascript,
  vue: javascript,
  svelte: javascript,
  coffeescript: call('process.env.', ''),
  python: call('os.environ["', '"]'),
  ruby: { ...call("ENV.fetch('", "')"), inside: { '"': (name) => `#{ENV.fetch('${name}')}` } },
  php: call("getenv('", "')"),
  go: call('os.Getenv("', '")'),
  java,
  kotlin: java,
  scala: java,
  groovy: java,
  clojure: call('(System/getenv "', '")'),
  csharp: dotnet,
  fsharp: dotnet,
  vb: dotnet,
  rust: call('std::env::var("', '").unwrap()'),
  swift: call('ProcessInfo.processInfo.environment["', '"]!'),
  dart: call("Platform.environment['", "']!"),
  elixir: call('System.fetch_env!("', '")'),
  lua: call('os.getenv("', '")'),
  perl: { ...call('$ENV{', '}'), inside: { '"': (name) => `$ENV{${name}}` } },
  r: call('Sys.getenv("', '")'),
  julia: call('ENV["', '"]'),
  c: call('getenv("', '")'),
  cpp: call('std::getenv("', '")'),
  'objective-c': call('getenv("', '")'),
  shellscript: shell,
  fish: { inside: { '': (name) => `$${name}`, '"': (name) => `$${name}` } },
  powershell: { expression: (name) => `$env:${name}`, bare: true, inside: { '"': (name) => `$($env:${name})` } },
  bat: { inside: { '': (name) => `%${name}%`, '"': (name) => `%${name}%` } },
  makefile: { inside: { '': (name) => `$(${name})`, '"': (name) => `$(${name})` } },
  dockerfile: shell,
  dockercompose: data,
  yaml: data,
  properties: data,
  xml: { inside: { '': (name) => `\${env.${name}}`, '"': (name) => `\${env.${name}}` } },
  terraform,
  hcl: terraform,
};

function formOf(language: string, path: string | undefined): Form | undefined {
  const isYaml = language === 'yaml' || language === 'github-actions-workflow';
  if (isYaml && /(?:^|[\\/])\.(?:github|gitea|forgejo)[\\/](?:workflows|actions)[\\/]/.test(path ?? '')) return githubWorkflow;
  return Object.hasOwn(FORMS, language) ? FORMS[language] : undefined;
}

/** An attribute of a JSX element takes an expression in braces. */
const isJsxAttribute = ({ text, language }: ReferenceInput, at: number): boolean =>
  language.endsWith('react') && /<[A-Za-z][^<>]*\s[\w-]+=$/.test(text.slice(Math.max(0, at - 500), at));

interface Quote {
  readonly character: string;
  /** Of the literal, quotes included. */
  readonly start: number;
  readonly end: number;
  /** Nothing but the value stands between the quotes. */
  readonly whole: boolean;
}

/** The quotes in which a value stands, on its line. */
function quoteAround(text: string, start: number, end: number): Quote | undefined {
  const before = text[start - 1] ?? '';
  if (/["'`]/.test(before) && text[end] === before) return { character: before, start: start - 1, end: end + 1, whole: true };
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  let open: { readonly character: string; readonly at: number } | undefined;
  for (let at = lineStart; at < start; at++) {
    const character = text[at]!;
    if (character === '\\') at++;
    else if (open?.character === character) open = undefined;
    else if (!open && /["'`]/.test(character)) open = { character, at };
  }
  const newline = text.indexOf('\n', end);
  const close = open ? text.indexOf(open.character, end) : -1;
  if (!open || close < 0 || (newline >= 0 && close > newline)) return undefined;
  return { character: open.character, start: open.at, end: close + 1, whole: false };
}

/** `stripeKey`, `stripe-key` → `STRIPE_KEY`. */
const constantCase = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .replace(/^(?=\d)/, '_')
    .toUpperCase();
