import type { Finding } from '../finding.ts';
import type { DetectorInfo, SecondOpinion } from '../scan.ts';
import { proseAround } from '../prose.ts';

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

/** Tags of compromise's lexicon under which a capitalised word makes its sentence worth reading. */
const NAME_TAGS = new Set([
  'MaleName',
  'FemaleName',
  'FirstName',
  'LastName',
  'Person',
  'Honorific',
  'City',
  'Country',
  'Region',
  'Place',
  'Organization',
  'SportsTeam',
]);

/**
 * compromise as a second opinion on names in English prose, comments and strings. Its findings are hints: `low`.
 * It reads a sentence only where a capitalised word is a name in its own lexicon, because it takes 9 ms for a kilobyte.
 * It is loaded with the first scan. `now` is a clock in ms.
 */
export function createNames(now: () => number): SecondOpinion {
  let library: Promise<Library> | undefined;
  return {
    detectors: nameDetectors,
    async scan(text, options, budget) {
      const wanted = nameDetectors.filter(({ id }) => !options.disable?.has(id));
      if (wanted.length === 0 || !/\p{Lu}\p{L}/u.test(text)) return [];
      library ??= loadCompromise();
      const { isName, read } = await library;
      const deadline = now() + budget;
      const findings: Finding[] = [];
      for (const [start, end] of sentences(text, options.path, isName)) {
        if (now() > deadline) break;
        for (const { id, from, to } of read(text.slice(start, end))) {
          const info = wanted.find((each) => each.id === id);
          if (info?.entity === undefined) continue;
          findings.push({ detector: id, kind: 'pii', start: start + from, end: start + to, confidence: 'low', entity: info.entity });
        }
      }
      return findings;
    },
  };
}

interface Library {
  isName(word: string): boolean;
  read(sentence: string): { id: string; from: number; to: number }[];
}

interface Term {
  readonly text: string;
  readonly offset: { readonly start: number; readonly length: number };
}

async function loadCompromise(): Promise<Library> {
  const { default: nlp } = await import('compromise');
  const { lexicon } = (nlp.model() as { one: { lexicon: Record<string, string | string[]> } }).one;
  return {
    isName(word) {
      const key = word.toLowerCase();
      const tags = Object.hasOwn(lexicon, key) ? lexicon[key] : undefined;
      return tags !== undefined && [tags].flat().some((tag) => NAME_TAGS.has(tag));
    },
    read(sentence) {
      // Of the same length: compromise does not see a surname with a possessive.
      const document = nlp(sentence.replace(/(?<=\p{L})['’]s(?!\p{L})/gu, '  '));
      const spans = (id: string, view: { json(options: object): { terms: Term[] }[] }): { id: string; from: number; to: number }[] =>
        view.json({ offset: true, terms: { offset: true } }).flatMap(({ terms }) => ownWords(id, sentence, terms));
      return [
        ...spans('person-name', document.people()),
        ...spans('place-name', document.places()),
        ...spans('organization-name', document.organizations()),
      ];
    },
  };
}

/** From the first term to the last: the phrase's own offset is wrong in one of ten. Signs around the words do not belong to the name. */
function ownWords(id: string, sentence: string, terms: readonly Term[]): { id: string; from: number; to: number }[] {
  const first = terms[0]?.offset;
  const last = terms.at(-1)?.offset;
  if (!first || !last) return [];
  const phrase = sentence.slice(first.start, last.start + last.length);
  const words = phrase.replace(/^[^\p{L}]+/u, '').replace(/(?:['’]s)?[^\p{L}]*$/u, '');
  if (words.length < 2 || !/\p{Lu}/u.test(words) || /^[\p{Lu}\d]+$/u.test(words)) return [];
  const from = first.start + phrase.indexOf(words);
  return [{ id, from, to: from + words.length }];
}

/** Sentences in which a capitalised word is a known name, each once. */
function* sentences(text: string, path: string | undefined, isName: (word: string) => boolean): Generator<[number, number]> {
  let done = 0;
  for (const word of text.matchAll(/(?<![\p{L}\d_$@/.-])\p{Lu}\p{L}{1,30}(?![\p{L}\d_(])/gu)) {
    if (word.index < done || !isName(word[0])) continue;
    const span = proseAround(text, word.index, path);
    if (!span) continue;
    done = span[1];
    yield span;
  }
}
