import type { Detector } from '../detector.ts';
import { looksRandom } from './plausible.ts';

/** A value without a mark of its own. */
export interface Contextual {
  /**
   * Texts that name the vendor, lower case; each is a literal of the prefilter, so it must be distinctive: for a vendor called by an
   * everyday word, give a compound that stands in real names. A `_` stands for every way to join two words: `render_api` is also
   * `render-api`, `render.api`, `render api` and `renderApi`.
   */
  readonly vendor: readonly string[];
  /** Texts of which one stands in the name behind the vendor, lower case. Default: what a secret is mostly called. `''`: the vendor's text alone says it. */
  readonly names?: readonly string[];
  /** The value as the source of a regular expression. Quantifiers bounded. */
  readonly value: string;
}

type Shape = Pick<Detector, 'kind' | 'literals' | 'pattern' | 'after' | 'confidence' | 'accept'>;

const NAMES = ['key', 'token', 'secret', 'passw', 'auth', 'credential', 'pat'];

/**
 * Finds a value by its vendor's name and the word for a secret before it: `VENDOR_API_KEY=x`, `vendor: { token: "x" }`,
 * `"vendorKey": "x"`, `--vendor-token x`, `<vendor-key>x</`, `<add key="VendorKey" value="x"/>`, `setVendorToken("x")`,
 * `X-Vendor-Key: x`, `new Vendor({ apiKey: "x" })`, `the Vendor API key is x`. Case is ignored in names and not in the value.
 */
export function contextual({ vendor, names = NAMES, value }: Contextual): Shape {
  const spelled = vendor.flatMap(spellings);
  const named = names.filter((text) => text !== '');
  const behind = [...(named.length > 0 ? [`${GAP}(?:${named.map(anyCase).join('|')})`] : []), ...(named.length < names.length ? [''] : [])];
  const name = `${WORD_START}(?:${spelled.map(anyCase).join('|')})(?:${behind.join('|')})[\\w.-]{0,20}?`;
  return {
    kind: 'secret',
    literals: spelled,
    pattern: new RegExp(`${name}${BETWEEN}(?<value>${value})(?![A-Za-z0-9_+/=-])`),
    after: 512,
    confidence: 'medium',
    accept: ({ value: found }) => (looksRandom(found) ? 'medium' : undefined),
  };
}

/** Where a word begins, also in the middle of `myVendorKey`. */
const WORD_START = '(?:(?<![A-Za-z])|(?<=[a-z])(?=[A-Z]))';
/** Between the vendor and the word for a secret: the rest of a name, the opening of an object or call, or the path of an address. */
const GAP = '[\\w.\\-\\s/?&("\'`\\[{:\\\\]{0,40}?';
const CLOSING_QUOTE = '(?:\\\\{0,3}["\'`\\])]){0,2}';
const TYPE = ':[ \\t]{0,3}[A-Za-z_&][\\w.<>&\\[\\] ]{0,24}=';
const OPERATOR = `(?:[ \\t]{0,8}(?:${TYPE}|[.:=?|!]{1,4}>?|->|,|>|\\()|[ \\t]{1,8}(?:is:?[ \\t]|value[ \\t]{0,2}=|))`;
const WRAPPER = '(?:[A-Za-z_.]{1,30}\\()?';
const OPENING_QUOTE = '(?:[rbuf@$]{0,2}\\\\{0,3}["\'`])?(?:(?:[Bb]earer|[Tt]oken|[Bb]asic)[ \\t]{1,2})?';
const BETWEEN = `${CLOSING_QUOTE}${OPERATOR}\\s{0,20}${WRAPPER}${OPENING_QUOTE}`;

const JOINTS = ['_', '-', '.', ' ', ''];

/** A `_` at the end stays a joint, so that a short name is not found inside of words. */
function spellings(text: string): readonly string[] {
  if (!text.includes('_')) return [text];
  return JOINTS.filter((joint) => joint !== '' || !text.endsWith('_')).map((joint) => text.replaceAll('_', joint));
}

/** A text as a pattern in either case; a flag would loosen the value too. */
const anyCase = (text: string): string =>
  text.replace(/[a-z]|[^a-z0-9_-]/g, (char) => (/[a-z]/.test(char) ? `[${char}${char.toUpperCase()}]` : `\\${char}`));
