import { fitsLuhn } from '../checksums.ts';
import type { Confidence } from '../../finding.ts';
import type { Detector, Match } from '../detector.ts';

/** Issuer prefixes and lengths (ISO/IEC 7812, as the schemes publish them). */
const SCHEMES: readonly { readonly prefix: RegExp; readonly lengths: readonly number[] }[] = [
  { prefix: /^4/, lengths: [13, 16, 19] },
  { prefix: /^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] },
  { prefix: /^3[47]/, lengths: [15] },
  { prefix: /^(?:30[0-59]|3[689])/, lengths: [14, 16] },
  { prefix: /^(?:6011|64[4-9]|65)/, lengths: [16, 19] },
  { prefix: /^(?:2131|1800)/, lengths: [15] },
  { prefix: /^35(?:2[89]|[3-8])/, lengths: [16, 17, 18, 19] },
  { prefix: /^62/, lengths: [16, 17, 18, 19] },
  { prefix: /^5019/, lengths: [16] },
  { prefix: /^(?:5018|5020|5038|6304|6759|676[1-3])/, lengths: [12, 13, 14, 15, 16, 17, 18, 19] },
];

/**
 * Numbers which payment vendors publish for tests: they fit Luhn and belong to nobody.
 * https://docs.stripe.com/testing, https://developer.paypal.com/api/rest/sandbox/card-testing/, https://docs.adyen.com/development-resources/test-cards-and-credentials
 * Written without their last digit, which follows from Luhn.
 */
const TEST_CARDS = new Set(
  (
    '411111111111111 424242424242424 400000000000000 400005665566555 555555555555444 520082828282821 510510510510510 222300312200322 ' +
    '37828224631000 37144963539843 601111111111111 601100099013942 305693000902000 3622720627166 355600000000000 ' +
    '3056930902590 3852000002323 353011133330000 620000000000000 401288888888188 42222222222 37873449367100 ' +
    '545454545454545 400000000000999 400000000000995'
  ).split(' '),
);

/** Words before a number of a card, whoever issued it: Maestro, UATP and the schemes of single countries have no prefix of their own. */
const CONTEXT =
  /(?:^|[^A-Za-z])(?:(?:credit|debit|bank|payment)?[ _-]?card|cc|pan|visa|master ?card|maestro|amex|(?:kredit|bank)?karte|carte(?: bancaire)?|tarjeta|carta)(?:$|[^A-Za-z]|[Nn]umber|[Nn]o)/i;

export const creditCard: readonly Detector[] = [
  {
    id: 'credit-card',
    title: 'Payment card number',
    kind: 'pii',
    why: 'Whoever has it can try to pay with somebody else’s money.',
    type: 'CARD',
    entity: 'CREDIT_CARD',
    literals: [],
    anchor: 'digits',
    pattern:
      /(?<![A-Za-z0-9_.+/=%$#-])(?<value>\d{4}(?:(?<separator>[ .-])\d{4}\k<separator>\d{4}\k<separator>\d{1,7}|[ -]\d{6}[ -]\d{4,5}|\d{8,15}))(?![A-Za-z0-9_]|[-.+/=]\d)/,
    after: 32,
    confidence: 'high',
    accept: byIssuer,
    finds: (fake) => [
      `card: «${fake.luhn('4556', 16)}»`,
      `debit card «${fake.luhn('5887', 12)}»`,
      `Amex «${fake.luhn('37', 15)}»,`,
      `"pan":"«${fake.luhn('5412', 16).replace(/(.{4})(?=.)/g, '$1 ')}»"`,
      `«${fake.luhn('6011', 16).replace(/(.{4})(?=.)/g, '$1-')}»`,
    ],
    ignores: (fake) => [
      { text: `order ${fake.luhn('4556', 16).replace(/.$/, (last) => String((Number(last) + 1) % 10))}`, because: 'Luhn does not fit' },
      { text: `id ${fake.luhn('91', 16)}`, because: 'no issuer has this prefix, and nothing says that it is a card' },
      { text: `${fake.hex(8)}${fake.luhn('4556', 16)}${fake.hex(8)}`, because: 'it stands inside a hash' },
      { text: `0.${fake.luhn('4556', 16)}`, because: 'these are decimals' },
      { text: '4000000000000000 4444444444444448', because: 'one digit over and over is not a card' },
    ],
    published: 'https://www.iso.org/standard/70484.html',
  },
];

function byIssuer({ value, text, start, end }: Match): Confidence | undefined {
  const digits = value.replace(/\D/g, '');
  if (!fitsLuhn(digits)) return undefined;
  if (TEST_CARDS.has(digits.slice(0, -1))) return 'low';
  if (new Set(digits).size < 4) return undefined;
  if (SCHEMES.some(({ prefix, lengths }) => prefix.test(digits) && lengths.includes(digits.length))) return 'high';
  if (CONTEXT.test(text.slice(Math.max(0, start - 40), start))) return 'medium';
  // UATP, the card of the airlines. Without words other numbers look like it.
  const alone = text.length <= 64 && text.slice(0, start).trim() === '' && text.slice(end).trim() === '';
  return alone && digits.length === 15 && digits.startsWith('1') ? 'low' : undefined;
}
