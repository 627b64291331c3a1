import { mod97 } from '../checksums.ts';
import type { Detector, Match } from '../detector.ts';

/** Country codes by the length of their account numbers, from the IBAN registry (SWIFT, release 98). */
const COUNTRIES: Readonly<Record<number, string>> = {
  15: 'NO',
  16: 'BE',
  18: 'DK FK FO FI GL NL SD',
  19: 'MK SI',
  20: 'AT BA EE KZ LT LU MN XK',
  21: 'CH HR LI LV',
  22: 'BG BH CR DE GB GE IE ME RS VA',
  23: 'AE GI IL IQ OM SO TL',
  24: 'AD CZ ES MD PK RO SA SE SK TN VG',
  25: 'LY PT ST',
  26: 'IS TR',
  27: 'BI DJ FR GR IT MC MR SM',
  28: 'AL AZ BY CY DO GT HN HU LB NI PL SV',
  29: 'BR EG PS QA UA',
  30: 'JO KW MU YE',
  31: 'MT SC',
  32: 'LC',
  33: 'RU',
};

/** As many characters as the country has, so that no word behind a number is taken for its end. Signs of grouping stand between any two. */
const FORMS = Object.entries(COUNTRIES)
  .map(([length, codes]) => `(?:${codes.replaceAll(' ', '|')})[ -]?\\d[ -]?\\d(?:[ -]?[A-Z0-9]){${Number(length) - 4}}`)
  .join('|');

/** Numbers that banks and Wikipedia print as examples, by what follows their country code. */
const EXAMPLES = new Set([
  '89370400440532013000',
  '29NWBK60161331926819',
  '82WEST12345698765432',
  '9121000418450200051332',
  '1420041010050500013M02606',
  '91ABNA0417164300',
]);

export const iban: readonly Detector[] = [
  {
    id: 'iban',
    title: 'Bank account (IBAN)',
    kind: 'pii',
    why: 'It names somebody’s bank account, from which money can be debited.',
    type: 'IBAN',
    entity: 'IBAN_CODE',
    literals: [],
    anchor: 'digits',
    // Some countries put letters behind the check digits, so the long group of digits may come late. All capitals or none.
    pattern: new RegExp(
      `(?<value>(?<![A-Za-z0-9])(?:${FORMS}|${FORMS.replace(/[A-Z]/g, (letter) => letter.toLowerCase())}))(?![A-Za-z0-9])`,
    ),
    before: 32,
    after: 44,
    confidence: 'high',
    accept: byCheckDigits,
    finds: (fake) => [
      `IBAN: «${germanIban(fake.digits(18))}»`,
      `pay to «${germanIban(fake.digits(18)).replace(/(.{4})(?=.)/g, '$1 ')}», please`,
    ],
    ignores: (fake) => [
      { text: `DE00${fake.digits(18)}`, because: 'its check digits do not fit' },
      { text: `ZZ${germanIban(fake.digits(18)).slice(2)}`, because: 'there is no such country' },
      { text: germanIban(fake.digits(18)).slice(0, 20), because: 'it is too short for its country' },
    ],
    published: 'https://www.swift.com/standards/data-standards/iban-international-bank-account-number',
  },
];

function byCheckDigits({ value }: Match): 'high' | 'low' | undefined {
  const compact = value.replace(/[ -]/g, '').toUpperCase();
  if (mod97(compact.slice(4) + compact.slice(0, 4)) !== 1) return undefined;
  return EXAMPLES.has(compact.slice(2)) ? 'low' : 'high';
}

function germanIban(account: string): string {
  const check = 98 - mod97(`${account}DE00`);
  return `DE${String(check).padStart(2, '0')}${account}`;
}
