import type { Confidence } from '../../finding.ts';
import type { Detector, Fake, Match } from '../detector.ts';
import { isDummy } from '../dummy.ts';

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

/** Makes a detector, with its examples and near-misses, from a published format. */
export function prefixToken(token: PrefixToken): Detector {
  const { id, title, can, type, prefixes, body, confidence = 'high', accept, published, revoke } = token;
  const source = body.map(partSource).join('');
  // A joint ends a token of letters and digits only where no word follows it: then it is another, longer thing.
  const tail = /[-_]\{|_-\]|\+\/\]/.test(lastSource(body)) ? '[A-Za-z0-9_-]' : '[A-Za-z0-9]|[_-][A-Za-z0-9]';
  const longest =
    Math.max(...prefixes.map(({ length }) => length)) +
    body.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : part.max), 0);
  const value = (fake: Fake, prefix: string): string =>
    fake.join(prefix.slice(0, 2), prefix.slice(2)) + body.map((part) => sample(part, fake)).join('');
  return {
    id,
    title,
    kind: 'secret',
    why: `Whoever holds it can ${can}.`,
    type,
    literals: prefixes,
    pattern: new RegExp(`(?<![A-Za-z0-9])(?<value>(?:${prefixes.map(escape).join('|')})(?<body>${source}))(?!${tail})`),
    after: longest,
    confidence,
    accept(match) {
      const random = match.groups['body'] ?? '';
      if (isDummy(random)) return undefined;
      return accept ? accept(match, random) : confidence;
    },
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
const lastSource = (body: readonly Part[]): string => partSource(body.at(-1) ?? '');

function sample(part: Part, fake: Fake): string {
  if (typeof part === 'string') return part;
  const { alphabet, min } = part;
  if (alphabet === 'anyHex') return fake.hex(min);
  if (alphabet === 'letters') return fake.lower(min);
  return fake[alphabet](min);
}
