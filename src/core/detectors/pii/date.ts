import type { Detector, Match } from '../detector.ts';
import { isDate, isDay } from './nationalIds/checksums.ts';

const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[A-Za-z]{0,6}';
const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
const YEAR = '(?:18|19|20)\\d{2}';
const TIME = '(?:[T ][0-2]\\d:[0-5]\\d(?::[0-5]\\d(?:[.,]\\d{1,9})?)?(?:Z|[+-][0-2]\\d:?[0-5]\\d)?)?';

const FULL = [
  `(?<year>${YEAR})(?<iso>[-/.])(?<month>${DAY})\\k<iso>(?<day>${DAY})${TIME}`,
  `(?<first>${DAY})(?<sign>[-/.])(?<second>${DAY})\\k<sign>(?:${YEAR}|\\d{2})`,
  `${DAY}(?:st|nd|rd|th)?[-. ]{1,2}${MONTH}\\.?[-, ]{1,2}(?:${YEAR}|\\d{2})`,
  `${MONTH}\\.? ${DAY}(?:st|nd|rd|th)?,? ${YEAR}`,
].join('|');
/** A day without a year, or a month: worth a hint only behind a word of time. */
const PART = [`${MONTH}[- ](?:${YEAR}|\\d{2})`, `${DAY}[- ]${MONTH}`, `(?:0?[1-9]|1[0-2])/(?:${YEAR}|${DAY})`].join('|');

/** What happened to a person on a day. */
const CONTEXT =
  /\b(?:date of|dated|admitted|admission|discharged?|appointment|deceased|died|death|hired|married|wedding|surgery|diagnosed)\b[^\n]{0,24}$/i;
const TIME_WORD =
  /\b(?:today|yesterday|tomorrow|date|on|since|until|till|by|due|from|expir\w{1,6}|valid|issued|born)\b\W{0,3}(?:is\W{1,3})?$/i;

export const date: Detector = {
  id: 'date',
  title: 'Date',
  kind: 'pii',
  why: 'The day of a visit or a contract can tell who somebody is.',
  type: 'DATE',
  entity: 'DATE',
  literals: [
    'date of',
    'dated',
    'admitted',
    'admission',
    'discharge',
    'appointment',
    'deceased',
    'died',
    'death',
    'hired',
    'married',
    'wedding',
    'surgery',
    'diagnosed',
  ],
  inShortTexts: true,
  // Numbers of persons begin with their birthday: whatever else is found there says more.
  generic: true,
  pattern: new RegExp(`(?<![\\w./:-])(?<value>${FULL}|(?<part>${PART}))(?![\\w/-]|[.:]\\d)`, 'i'),
  before: 2,
  after: 64,
  confidence: 'low',
  accept: (match) => (exists(match) && isMentioned(match) ? 'low' : undefined),
  finds: () => [
    'She was admitted on «2021-05-20».',
    'Appointment: «21 May 2021» at the clinic',
    'due «5/21»',
    '«2024-03-15T14:30:00+02:00»',
    'Today is «5-May-2021»',
  ],
  ignores: () => [
    { text: 'appointment 2021-17-45', because: 'there is no such month' },
    { text: 'add 1/2 of it', because: 'it is a fraction' },
    {
      text: 'a line of a log or a table with 2021-05-20 in it, as there are many thousands in every project',
      because: 'it tells nothing about anybody',
    },
  ],
  published: 'https://www.iso.org/iso-8601-date-and-time-format.html',
};

function exists({ value, groups }: Match): boolean {
  const { year, month, day, first, second } = groups;
  if (year !== undefined) return isDate(Number(year), Number(month), Number(day));
  if (first !== undefined) return isDay(Number(first), Number(second)) || isDay(Number(second), Number(first)) || /^\d\d\D/.test(value);
  return true;
}

function isMentioned({ text, start, groups }: Match): boolean {
  const before = text.slice(Math.max(0, start - 48), start);
  if (groups['part'] !== undefined) return TIME_WORD.test(before);
  return text.length <= 64 || CONTEXT.test(before);
}
