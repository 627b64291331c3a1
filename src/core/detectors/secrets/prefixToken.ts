import type { Confidence } from '../../finding.ts';
import type { Detector, Fake, Match } from '../detector.ts';
import { countsThrough, isDummy } from '../dummy.ts';
import { looksGenerated } from './plausible.ts';

/** A fixed text of the format, or a stretch of random characters. */
export type Part = string | { readonly alphabet: Alphabet; readonly min: number; readonly max: number };
type Alphabet = keyof typeof CLASSES;

/** A token that its vendor begins with a fixed text. */
export interface PrefixToken {
  readonly id: string;
  readonly title: string;
  /** Ends the sentence "Whoever holds it can …". */
  readonly can: string;
  readonly type: string;
  /** Each at least three characters; case matters. */
  readonly prefixes: readonly string[];
  readonly body: readonly Part[];
  /** Default `high`. */
  readonly confidence?: Confidence;
  /** Judges a match that is no dummy. `body` is the value without its prefix. */
  readonly accept?: (match: Match, body: string) => Confidence | undefined;
  readonly published: string;
  readonly revoke?: string;
}

const CLASSES = {
  digits: '0-9',
  hex: '0-9a-f',
  anyHex: '0-9a-fA-F',
  lower: 'a-z',
  letters: 'A-Za-z',
  alnum: 'A-Za-z0-9',
  upperAlnum: 'A-Z0-9',
  lowerAlnum: 'a-z0-9',
  base32: 'A-Z2-7',
  base64url: 'A-Za-z0-9_-',
  base64: 'A-Za-z0-9+/',
} as const;

const random =
  (alphabet: Alphabet) =>
  (min: number, max = min): Part => ({ alphabet, min, max });
export const digits = random('digits');
export const hex = random('hex');
export const anyHex = random('anyHex');
export const lower = random('lower');
export const letters = random('letters');
export const alnum = random('alnum');
export const upperAlnum = random('upperAlnum');
export const lowerAlnum = random('lowerAlnum');
export const base32 = random('base32');
export const base64url = random('base64url');
export const base64 = random('base64');

/** The five groups of a UUID. */
export const uuid: readonly Part[] = [hex(8), '-', hex(4), '-', hex(4), '-', hex(4), '-', hex(12)];

export interface Prefixed {
  /** Texts that the value begins with; each one is a literal of the prefilter. */
  readonly prefix: string | readonly string[];
  /** What follows the prefix, as the source of a regular expression. Quantifiers bounded. */
  readonly tail: string;
  /** Where the prefilter has something more distinctive at the same place. */
  readonly literals?: readonly string[];
  /** Set where the tokens of others end the same way before it (`sk_live_` before `live_`): then no `_` may stand there either. */
  readonly alone?: true;
  /** The longest value, in UTF-16 units. Default 512. */
  readonly after?: number;
  /** Default `high`. */
  readonly confidence?: Confidence;
  /** Judges a match that is no dummy. `body` is the value without its prefix. */
  readonly accept?: (match: Match, body: string) => Confidence | undefined;
}

type Shape = Pick<Detector, 'kind' | 'literals' | 'begin' | 'pattern' | 'after' | 'confidence' | 'accept'>;

/**
 * A value that its vendor marks with a prefix of its own: found wherever it stands, placeholders of the same form left out, and where
 * it is in order but looks like nothing that was generated (`AAAAAAAA`), of medium confidence. `\n`, `\t` and `%3D` before it are
 * escapes and not part of a longer word.
 */
export function prefixed({ prefix, tail, literals, alone, after = 512, confidence = 'high', accept = () => confidence }: Prefixed): Shape {
  const prefixes = typeof prefix === 'string' ? [prefix] : prefix;
  const before = `(?:(?<![A-Za-z0-9${alone ? '_' : ''}])|(?<=\\\\[nrt]|%[0-9A-F]{2}))`;
  // A joint ends a token of letters and digits only where no word follows it: then it is another, longer thing.
  const behind = /[-_][{\]]|_-\]|\+\/\]/.test(tail.slice(tail.lastIndexOf('['))) ? '[A-Za-z0-9_-]' : '[A-Za-z0-9]|[_-][A-Za-z0-9]';
  return {
    kind: 'secret',
    literals: literals ?? prefixes,
    // What the pattern says first, without starting it: short prefixes begin and end many words.
    begin: (text, at) => (prefixes.some((each) => text.startsWith(each, at)) && !insideWord(text, at) ? at : undefined),
    pattern: new RegExp(`${before}(?<value>(?:${prefixes.map(escape).join('|')})(?<body>${tail}))(?!${behind})`),
    after,
    confidence,
    accept(match) {
      const body = match.groups['body'] ?? '';
      if (isDummy(body) || countsThrough(body)) return undefined;
      const judged = accept(match, body);
      // One character over and over comes out of no generator: somebody shows the form, and that is worth a hint.
      if (judged && /^(.)\1{7,}=*$/.test(body)) return 'low';
      return judged === 'high' && !looksGenerated(body) ? 'medium' : judged;
    },
  };
}

/** Whether a letter or digit stands before a place that ends no escape. */
function insideWord(text: string, at: number): boolean {
  const code = text.charCodeAt(at - 1) | 32;
  const word = (code >= 97 && code <= 122) || (code >= 48 && code <= 57 && text.charCodeAt(at - 1) >= 48);
  return word && text.charCodeAt(at - 2) !== BACKSLASH && text.charCodeAt(at - 3) !== PERCENT;
}

const BACKSLASH = 92;
const PERCENT = 37;

/** Makes a detector, with its examples and near-misses, from a published format. */
export function prefixToken(token: PrefixToken): Detector {
  const { id, title, can, type, prefixes, body, confidence, accept, published, revoke } = token;
  const longest =
    Math.max(...prefixes.map(({ length }) => length)) +
    body.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : part.max), 0);
  const value = (fake: Fake, prefix: string): string =>
    fake.join(prefix.slice(0, 2), prefix.slice(2)) + body.map((part) => sample(part, fake)).join('');
  return {
    id,
    title,
    why: `Whoever holds it can ${can}.`,
    type,
    ...prefixed({
      prefix: prefixes,
      tail: body.map(partSource).join(''),
      after: longest,
      ...(confidence === undefined ? {} : { confidence }),
      ...(accept === undefined ? {} : { accept }),
    }),
    finds: (fake) =>
      prefixes.flatMap((prefix) => [`TOKEN="«${value(fake, prefix)}»"`, `curl -H 'X-Key: «${value(fake, prefix)}»' https://api`]),
    ignores: (fake) => [
      { text: `${prefixes[0]!}${fake.lower(3)}`, because: 'it is too short' },
      { text: `${fake.alnum(9)}${value(fake, prefixes[0]!)}`, because: 'it is the end of a longer word' },
      {
        text: prefixes[0]! + body.map((part) => (typeof part === 'string' ? part : 'x'.repeat(part.min))).join(''),
        because: 'it only shows the form',
      },
    ],
    published,
    ...(revoke === undefined ? {} : { revoke }),
  };
}

const escape = (text: string): string => text.replace(/[$.*+?()[\]{}|^\\/]/g, '\\$&');
const partSource = (part: Part): string =>
  typeof part === 'string' ? escape(part) : `[${CLASSES[part.alphabet]}]{${part.min}${part.max > part.min ? `,${part.max}` : ''}}`;

function sample(part: Part, fake: Fake): string {
  if (typeof part === 'string') return part;
  const { alphabet, min } = part;
  if (alphabet === 'anyHex') return fake.hex(min);
  if (alphabet === 'letters') return fake.lower(min);
  return fake[alphabet](min);
}
