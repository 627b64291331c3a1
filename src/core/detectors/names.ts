import type { Finding } from '../finding.ts';
import type { DetectorInfo, SecondOpinion } from '../scan.ts';
import { proseAround } from '../prose.ts';
import { isWord } from './generic/language.ts';
import { isPersonAfterAll, isTitle, type KindOf, type NameSpan, personsByRule, type WordKind } from './nameRules.ts';

const published = 'https://github.com/spencermountain/compromise';

/** What compromise's findings are called. Loading this list loads nothing of compromise. */
export const nameDetectors: readonly DetectorInfo[] = [
  {
    id: 'person-name',
    title: 'Name of a person',
    kind: 'pii',
    why: 'It tells who somebody is.',
    type: 'PERSON',
    entity: 'PERSON',
    published,
  },
  {
    id: 'place-name',
    title: 'Name of a place',
    kind: 'pii',
    why: 'It can tell where somebody lives or works.',
    type: 'PLACE',
    entity: 'LOCATION',
    published,
  },
  {
    id: 'organization-name',
    title: 'Name of an organization',
    kind: 'pii',
    why: 'It can tell whom somebody works for or with.',
    type: 'ORGANIZATION',
    entity: 'ORGANIZATION',
    published,
  },
];

/**
 * compromise as a second opinion on names in English prose, comments and strings. Its findings are hints: `low`.
 * It reads a sentence only where a capitalised word is a name in its own lexicon, because it takes 9 ms for a kilobyte; rules of our
 * own (`nameRules.ts`) read the others and add the names that it does not know. It is loaded with the first scan. `now` is a clock in ms.
 */
export function createNames(now: () => number): SecondOpinion {
  let library: Promise<Library> | undefined;
  return {
    detectors: nameDetectors,
    async scan(text, options, budget) {
      const wanted = nameDetectors.filter(({ id }) => !options.disable?.has(id));
      if (wanted.length === 0 || !/\p{Lu}\p{L}/u.test(text)) return [];
      library ??= loadCompromise();
      const { read } = await library;
      const deadline = now() + budget;
      const findings: Finding[] = [];
      for (const [start, end] of sentences(text, options.path)) {
        if (now() > deadline) break;
        for (const { id, from, to } of read(text.slice(start, end))) {
          const info = wanted.find((each) => each.id === id);
          if (info?.entity === undefined) continue;
          findings.push({ detector: id, kind: 'pii', start: start + from, end: start + to, confidence: 'low', entity: info.entity });
        }
      }
      return wanted.some(({ id }) => id === 'person-name') ? [...findings, ...mentionedAgain(text, findings, options.path)] : findings;
    },
  };
}

/** A part of a full name that stands elsewhere in the text alone: `Ada Lovelace … as Lovelace wrote`. */
function mentionedAgain(text: string, findings: readonly Finding[], path: string | undefined): Finding[] {
  const persons = findings.filter(({ entity }) => entity === 'PERSON');
  const parts = persons.flatMap(({ start, end }) => {
    const words = text.slice(start, end).split(/\s+/);
    return words.length > 1
      ? [words[0]!, words.at(-1)!].filter((word) => /^\p{Lu}\p{Ll}{2,30}$/u.test(word) && !isWord(word.toLowerCase()))
      : [];
  });
  if (parts.length === 0) return [];
  const known = new Set(parts.slice(0, MOST_PARTS));
  const again: Finding[] = [];
  for (const { index: start, 0: word } of text.matchAll(CAPITALISED)) {
    const end = start + word.length;
    if (!known.has(word) || findings.some((other) => start < other.end && other.start < end) || !proseAround(text, start, path)) continue;
    again.push({ detector: 'person-name', kind: 'pii', start, end, confidence: 'low', entity: 'PERSON' });
    if (again.length === MOST_PARTS) break;
  }
  return again;
}

const MOST_PARTS = 500;

interface Library {
  read(sentence: string): { id: string; from: number; to: number }[];
}

interface Term {
  readonly text: string;
  readonly offset: { readonly start: number; readonly length: number };
}

/** Tags of compromise's lexicon, by what they say of a capitalised word. The first that fits counts. */
const KINDS: readonly (readonly [WordKind, ReadonlySet<string>])[] = [
  ['given', new Set(['MaleName', 'FemaleName', 'FirstName', 'Person'])],
  ['family', new Set(['LastName'])],
  ['place', new Set(['City', 'Country', 'Region', 'Place'])],
  ['institution', new Set(['Organization', 'SportsTeam'])],
  ['role', new Set(['Honorific', 'Actor'])],
];

/** Kinds of words for which a sentence is given to compromise. */
const NAMES: ReadonlySet<WordKind> = new Set(['given', 'family', 'place', 'institution']);

/** What compromise's model holds and its types do not show. */
interface Model {
  readonly one: { readonly lexicon: Readonly<Record<string, string | readonly string[]>> };
  readonly two: { readonly orgWords: Readonly<Record<string, true>>; readonly placeWords: Readonly<Record<string, true>> };
}

async function loadCompromise(): Promise<Library> {
  const { default: nlp } = await import('compromise');
  const { one, two } = nlp.model() as unknown as Model;
  const kindOf: KindOf = (word) => {
    if (word.includes('-')) {
      const kinds = word.split('-').map(kindOf);
      return kinds.find((kind) => kind === 'common' || kind === 'thing') ?? kinds[0]!;
    }
    const key = word.toLowerCase();
    const tags = Object.hasOwn(one.lexicon, key) ? [one.lexicon[key]!].flat() : [];
    const kind = KINDS.find(([, names]) => tags.some((tag) => names.has(tag)))?.[0];
    if (kind) return kind;
    if (Object.hasOwn(two.orgWords, key) || Object.hasOwn(two.placeWords, key)) return 'thing';
    return tags.length > 0 || isWord(key) ? 'common' : 'unknown';
  };
  const hasName = (sentence: string): boolean =>
    [...sentence.matchAll(CAPITALISED)].some(([word]) => NAMES.has(kindOf(word)) || isTitle(word));

  const byCompromise = (sentence: string): { id: string; from: number; to: number }[] => {
    // Of the same length: compromise does not see a surname with a possessive.
    const document = nlp(sentence.replace(/(?<=\p{L})['’]s(?!\p{L})/gu, '  '));
    const spans = (id: string, view: { json(options: object): { terms: Term[] }[] }): { id: string; from: number; to: number }[] =>
      view.json({ offset: true, terms: { offset: true } }).flatMap(({ terms }) => ownWords(id, sentence, terms));
    return [
      ...spans('person-name', document.people()).filter((span) => isPersonAfterAll(sentence, span, kindOf)),
      ...spans('place-name', document.places()),
      ...spans('organization-name', document.organizations()),
    ];
  };
  return {
    read(sentence) {
      const theirs = hasName(sentence) ? byCompromise(sentence) : [];
      const persons = theirs.filter(({ id }) => id === 'person-name');
      const ours = personsByRule(sentence, kindOf).filter(
        (span) => isPersonAfterAll(sentence, span, kindOf) && !persons.some((other) => touches(span, other)),
      );
      return [...theirs, ...ours.map((span) => ({ id: 'person-name', ...span }))];
    },
  };
}

const touches = (a: NameSpan, b: NameSpan): boolean => a.from < b.to && b.from < a.to;

/** From the first term to the last: the phrase's own offset is wrong in one of ten. Signs around the words do not belong to the name. */
function ownWords(id: string, sentence: string, terms: readonly Term[]): { id: string; from: number; to: number }[] {
  const first = terms[0]?.offset;
  const last = terms.at(-1)?.offset;
  if (!first || !last) return [];
  const phrase = sentence.slice(first.start, last.start + last.length);
  // Not past a bracket, as in a Markdown link.
  const words = phrase
    .replace(/^[^\p{L}]+/u, '')
    .replace(/[[\](){}<>][^]*$/, '')
    .replace(/(?:['’]s)?[^\p{L}]*$/u, '');
  if (words.length < 2 || !/\p{Lu}/u.test(words) || /^[\p{Lu}\d]+$/u.test(words)) return [];
  const from = first.start + phrase.indexOf(words);
  return [{ id, from, to: from + words.length }];
}

const CAPITALISED = /(?<![\p{L}\d_$@/.-])\p{Lu}\p{L}{1,30}(?![\p{L}\d_(])/gu;

/** Sentences with a capitalised word, each once. */
function* sentences(text: string, path: string | undefined): Generator<[number, number]> {
  let done = 0;
  for (const word of text.matchAll(CAPITALISED)) {
    if (word.index < done) continue;
    const span = proseAround(text, word.index, path);
    if (!span) continue;
    done = span[1];
    yield span;
  }
}
