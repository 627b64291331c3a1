/** Telephone numbers as people of one country write them, and numbers that stand alone. */
import type { Confidence } from '../../finding.ts';
import type { Detector, Match } from '../detector.ts';

const why = 'It reaches a person, and names them to whoever looks it up.';
/** A text this short is a field, a cell or a clipboard: there is no room for words. */
const SHORT_TEXT = 64;

const PHILIPPINE_WORDS = /telepono|selpon|cellphone|numero|philippin|pilipin|pinoy|manila|\bph\b/i;
const TURKISH =
  /(?<![A-Za-z0-9_/=#$%&.-])(?<value>(?:(?<prefix>\+90|0090|0)[ .-]?)?\(?[2345]\d{2}\)?[ .-]?\d{3}[ .-]?\d{2}[ .-]?\d{2})(?![A-Za-z0-9_]|[-./:]\d)/;
const TURKISH_WORDS = /(?:^|[^\p{L}])(?:cep|numaram?|telefonu?m?|tel no|ara(?:y[ıi]n)?|türk\p{L}*|turk\p{L}*|istanbul|ankara)(?![\p{L}])/iu;

export const nationalPhones: readonly Detector[] = [
  {
    id: 'ph-mobile-number',
    title: 'Philippine mobile number',
    kind: 'pii',
    why,
    type: 'PHONE',
    entity: 'PH_MOBILE_NUMBER',
    literals: [],
    anchor: 'digits',
    pattern: /(?<![A-Za-z0-9_/=#$%&.-])(?<value>(?<prefix>\+63|0063|0)[ -]?\(?9\d{2}\)?[ -]?\d{3}[ -]?\d{4})(?![A-Za-z0-9_]|[-./:]\d)/,
    after: 24,
    confidence: 'medium',
    accept: philippine,
    finds: (fake) => [`Reach her at «+63 917 ${fake.digits(3)} ${fake.digits(4)}»`, `Telepono: «0917${fake.digits(7)}»`],
    ignores: (fake) => [
      { text: `telepono 0917${fake.digits(6)}`, because: 'a digit is missing' },
      { text: `telepono 917${fake.digits(7)}`, because: 'nothing stands for the country or the trunk' },
      {
        text: `a row of digits that may stand for anything at all, such as 0917${fake.digits(7)}, is not enough`,
        because: 'no word near it says what it is',
      },
    ],
    published: 'https://ntc.gov.ph/',
  },
  {
    id: 'tr-phone-number',
    title: 'Turkish telephone number',
    kind: 'pii',
    why,
    type: 'PHONE',
    entity: 'TR_PHONE_NUMBER',
    literals: [],
    anchor: 'digits',
    pattern: TURKISH,
    after: 24,
    confidence: 'medium',
    accept: turkish,
    finds: (fake) => [
      `ara: «+90 532 ${fake.digits(3)} ${fake.digits(2)} ${fake.digits(2)}»`,
      `Cep: «0532${fake.digits(7)}»`,
      `Telefon numaram «0 (212) ${fake.digits(3)} 45 67»`,
    ],
    ignores: (fake) => [
      { text: `cep: 0532${fake.digits(6)}`, because: 'a digit is missing' },
      { text: `cep: 0632${fake.digits(7)}`, because: 'there is no such area' },
      {
        text: `a row of digits that may stand for anything at all, such as 0532${fake.digits(7)}, is not enough`,
        because: 'no word near it says what it is',
      },
    ],
    published: 'https://www.btk.gov.tr/',
  },
  {
    id: 'tr-phone-number-alone',
    title: 'Turkish telephone number',
    kind: 'pii',
    why,
    type: 'PHONE',
    entity: 'TR_PHONE_NUMBER',
    // Wanted in short texts only, so that no text pays for it.
    literals: ['tel:'],
    inShortTexts: true,
    // Other numbers have a check digit; this one has nothing, so it yields to them.
    generic: true,
    pattern: TURKISH,
    before: 2,
    after: 40,
    confidence: 'low',
    accept: turkishAlone,
    finds: (fake) => [`«0 532 ${fake.digits(3)} 45 67»`, `«53212${fake.digits(5)}»`],
    ignores: (fake) => [
      { text: `53252${fake.digits(5)}`, because: 'it can be North American' },
      { text: `63212${fake.digits(5)}`, because: 'there is no such area' },
    ],
    published: 'https://www.btk.gov.tr/',
  },
  {
    id: 'phone-number-alone',
    title: 'Telephone number',
    kind: 'pii',
    why,
    type: 'PHONE',
    entity: 'PHONE_NUMBER',
    // Wanted in short texts only, so that no text pays for it.
    literals: ['tel:'],
    inShortTexts: true,
    // Other numbers have a check digit; this one has nothing, so it yields to them.
    generic: true,
    pattern: /(?<![A-Za-z0-9_/=#$%&.-])(?<value>\(?\+?\d{1,14}(?:[ .\-/()]{1,2}\d{1,14}){0,6})(?![A-Za-z0-9_]|[-./:]\d)/,
    before: 2,
    after: 40,
    confidence: 'low',
    accept: alone,
    finds: () => ['«0171 2345678»', ' «001 4412 345678» ', '«+37496123456»'],
    ignores: () => [
      { text: '17123456', because: 'it has neither a trunk prefix nor groups' },
      { text: 'row 0171 2345678', because: 'it does not stand alone' },
      { text: '2024-05-17', because: 'it is a date' },
    ],
    published: 'https://www.itu.int/rec/T-REC-E.123',
  },
];

/** With the calling code anywhere; with the trunk prefix beside a word of the country. */
function philippine({ text, start, end, groups }: Match): Confidence | undefined {
  if (groups['prefix'] !== '0' || PHILIPPINE_WORDS.test(text.slice(Math.max(0, start - 48), start) + text.slice(end, end + 24)))
    return 'medium';
  return text.length <= SHORT_TEXT ? 'low' : undefined;
}

function turkish({ value, text, start, groups }: Match): Confidence | undefined {
  const { prefix } = groups;
  if (prefix !== undefined) return prefix !== '0' || TURKISH_WORDS.test(text.slice(Math.max(0, start - 48), start)) ? 'medium' : undefined;
  const before = text.slice(Math.max(0, start - 24), start);
  return value.startsWith('5') && isNotNorthAmerican(value) && /\b(?:cep|telefon|phone|mobile|gsm)\b[^\n]{0,8}$/i.test(before)
    ? 'medium'
    : undefined;
}

function turkishAlone(match: Match): Confidence | undefined {
  return standsAlone(match) && (match.groups['prefix'] !== undefined || isNotNorthAmerican(match.value)) ? 'low' : undefined;
}

/** In the North American plan no exchange begins with 0 or 1. */
const isNotNorthAmerican = (value: string): boolean => /^\d{3}[01]/.test(value.replace(/\D/g, ''));

function alone(match: Match): Confidence | undefined {
  const digits = match.value.replace(/\D/g, '');
  if (digits.length < 8 || digits.length > 15 || new Set(digits).size < 3 || !standsAlone(match)) return undefined;
  if (/^\(?\d{4}[-./]\d{1,2}[-./]\d{1,2}|^\d{1,2}[-./]\d{1,2}[-./]\d{4}$|\d\.\d{3}\.\d{3}$|^\d{1,3}(?:\.\d{1,3}){3}$/.test(match.value))
    return undefined;
  const trunk = /^(?:\(?\+|\(?0[1-9]|00[1-9])/.test(match.value) && digits.length >= 9;
  return trunk || /^\(?\d{2,4}\)?[ -]\d{2,4}[ -]\d{2,4}(?:[ -]\d{2,4})?$/.test(match.value) ? 'low' : undefined;
}

/** Nothing else on its line, in a short text. */
const standsAlone = ({ text, start, end }: Match): boolean =>
  text.length <= SHORT_TEXT && /(?:^|\n)[ \t"']{0,8}$/.test(text.slice(0, start)) && /^[ \t"',;]{0,8}(?:\r?\n|$)/.test(text.slice(end));
