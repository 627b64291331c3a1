import type { Confidence } from '../../../finding.ts';
import type { Detector, Fake, Match } from '../../detector.ts';

/** A number or code of a person, known by its form, its check digit and the words around it. */
export interface NationalId {
  readonly id: string;
  readonly title: string;
  readonly type: string;
  /** Presidio’s name, or `<ISO country>_<NAME>`. */
  readonly entity: string;
  /** Default: that it names a person wherever it stands. */
  readonly why?: string;
  /** Words that stand near it, lower case, in English and in the country’s language. Those of up to four letters count only as whole words. */
  readonly context: readonly string[];
  /** The value as the source of a regular expression, upper case; matched without regard to case. Quantifiers bounded. */
  readonly value: string;
  /** Check digit and structure. `compact` has no separators and is upper case. */
  readonly check?: (compact: string) => boolean;
  /** Words of a text would fit in small letters. */
  readonly capitalsOnly?: true;
  /** The form and check alone leave no doubt: `high` beside its words. */
  readonly unmistakable?: true;
  /** Means nothing without its words, not even in a text that is nothing but the value. */
  readonly needsContext?: true;
  /** A shape for examples: `#` is a digit, `@` a capital letter. */
  readonly shape: string;
  readonly published?: string;
}

/** How far from a value its words may stand, in UTF-16 units. */
const BEFORE = 64;
const AFTER = 40;
/** The longest value with its separators. */
const LONGEST = 40;
/** A text this short is a field, a cell or a clipboard: there is no room for words. */
const SHORT_TEXT = 64;

/** Makes a detector that accepts a value near its words; in a text of up to 64 units also without, as a hint. */
export function nationalId(spec: NationalId): Detector {
  const { id, title, type, entity, context, value, check, published } = spec;
  // Made when the first value is looked at: hundreds of these would otherwise be made at the start.
  let words: RegExp | undefined;
  return {
    id,
    title,
    kind: 'pii',
    why: spec.why ?? 'It names one person, and with it others can pose as them.',
    type,
    entity,
    literals: context.flatMap(literalsOf),
    ...(spec.needsContext ? {} : { inShortTexts: true }),
    pattern: new RegExp(`(?<![A-Za-z0-9_]|[A-Za-z0-9][-.])(?<value>${value})(?![A-Za-z0-9_]|[-./:]\\d)`, spec.capitalsOnly ? '' : 'i'),
    before: AFTER + LONGEST,
    after: BEFORE + LONGEST,
    confidence: 'medium',
    accept: (match) => accept(match, spec, (words ??= contextPattern(context))),
    finds: (fake) => {
      const word = context[0]!;
      return [`${word}: «${sample(spec, fake)}»`, `The ${word} is «${sample(spec, fake)}».`, `{ "${word}": "«${sample(spec, fake)}»" }`];
    },
    ignores: (fake) => [
      {
        text: `nothing in this long sentence, however long it may be, says what ${sample(spec, fake)} could stand for`,
        because: 'no word near it says what it is',
      },
      { text: `${context[0]!}: xx00${sample(spec, fake)}00xx`, because: 'it stands inside a longer word' },
      ...(check ? [{ text: `${context[0]!}: ${broken(spec, fake)}`, because: 'its check digit or structure does not fit' }] : []),
    ],
    ...(published === undefined ? {} : { published }),
  };
}

function accept({ value, text, start, end }: Match, spec: NationalId, words: RegExp): Confidence | undefined {
  const compact = value.replace(/[\s./:-]/g, '').toUpperCase();
  if (/^(.)\1+$/.test(compact) || (spec.check && !spec.check(compact))) return undefined;
  const behind = text.slice(end, end + AFTER).split('\n', 1)[0]!;
  if (words.test(text.slice(Math.max(0, start - BEFORE), start)) || words.test(behind)) return spec.unmistakable ? 'high' : 'medium';
  if (text.length > SHORT_TEXT || spec.needsContext) return undefined;
  // A part of a number that goes on behind a space.
  const goesOn = (/^\d/.test(value) && /\d $/.test(text.slice(0, start))) || (/\d$/.test(value) && /^ \d/.test(text.slice(end)));
  return goesOn ? undefined : 'low';
}

/**
 * Words of five letters and more count wherever they stand (German and Nordic compounds, `passportNumber`); shorter ones only as a
 * word or as a part of a name in snake or camel case.
 */
function contextPattern(context: readonly string[]): RegExp {
  const long = context.filter((word) => word.length > 4).map((word) => anyCase(escape(word)));
  const short = context
    .filter((word) => word.length <= 4)
    .flatMap((word) => {
      const lower = escape(word);
      const upper = lower.toUpperCase();
      const capital = escape(word[0]!.toUpperCase() + word.slice(1));
      return [`(?<![\\p{L}])${lower}(?![\\p{Ll}])`, `(?<![\\p{Lu}])${upper}(?![\\p{L}])`, `(?<![\\p{Lu}])${capital}(?![\\p{Ll}])`];
    });
  return new RegExp([...long, ...short].join('|'), 'u');
}

const anyCase = (source: string): string =>
  source
    .replace(/ /g, '[ _-]?')
    .replace(/\p{L}/gu, (letter) =>
      letter.toLowerCase() === letter.toUpperCase() ? letter : `[${letter.toLowerCase()}${letter.toUpperCase()}]`,
    );

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** A short word stands inside many others, so the prefilter wants the sign behind it too. */
function literalsOf(word: string): string[] {
  if (word.length <= 3) return [':', ' ', '_', '"', "'", '=', '.', '-', '#', '<'].map((sign) => word + sign);
  return word.includes(' ') ? [word, word.replaceAll(' ', '_'), word.replaceAll(' ', '-'), word.replaceAll(' ', '')] : [word];
}

function sample(spec: NationalId, fake: Fake): string {
  for (let attempt = 0; attempt < 100_000; attempt++) {
    const value = fill(spec.shape, fake);
    const compact = value.replace(/[\s./:-]/g, '');
    if (!/^(.)\1+$/.test(compact) && (!spec.check || spec.check(compact))) return value;
  }
  throw new Error(`${spec.id}: no value of its shape fits`);
}

/** A value of the shape that its check refuses; where the shape fixes what is checked, other digits take the place of its own. */
function broken(spec: NationalId, fake: Fake): string {
  for (let attempt = 0; attempt < 10_000; attempt++) {
    const value = fill(attempt < 100 ? spec.shape : spec.shape.replace(/\d/g, '#'), fake);
    if (!spec.check!(value.replace(/[\s./:-]/g, ''))) return value;
  }
  throw new Error(`${spec.id}: its check refuses nothing`);
}

const fill = (shape: string, fake: Fake): string => shape.replace(/[#@]/g, (mark) => (mark === '#' ? fake.digits(1) : fake.upper(1)));
