import { mod97 } from '../checksums.ts';
import type { Detector, Match } from '../detector.ts';

/** Country codes and lengths of the IBAN registry (SWIFT, release 98). */
const LENGTHS: Readonly<Record<string, number>> = Object.fromEntries(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 ' +
    'GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 ' +
    'PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

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
    // Some countries put letters behind the check digits, so the long group of digits may come late.
    pattern: /(?<value>(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?:[ -]?[A-Za-z0-9]{4}){2,7}(?:[ -]?[A-Za-z0-9]{1,3})?)(?![A-Za-z0-9])/,
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
  if (LENGTHS[compact.slice(0, 2)] !== compact.length || mod97(compact.slice(4) + compact.slice(0, 4)) !== 1) return undefined;
  return EXAMPLES.has(compact.slice(2)) ? 'low' : 'high';
}

function germanIban(account: string): string {
  const check = 98 - mod97(`${account}DE00`);
  return `DE${String(check).padStart(2, '0')}${account}`;
}
