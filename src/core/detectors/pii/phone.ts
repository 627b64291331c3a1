import type { Confidence } from '../../finding.ts';
import type { Detector, Match } from '../detector.ts';
import { nationalPhones } from './nationalPhones.ts';

/** Words that name a telephone, in the languages a developer most often meets. */
const CONTEXT =
  /(?<!\p{L})(?:(?:home|work|office|user|customer|contact|billing|shipping|main|my)[_-]?)?(?:tel(?:e(?:phone|fon[eo]?))?|phone|mobile?|cell(?:ular)?|fax|sms|voicemail|whats ?app|viber|hotline|handy|mobil|telefon[eo]?|tél|téléphone|portable|teléfono|móvil|celular|telemóvel|rufnummer|telefoon|puhelin|телефон|тел|电话|手机|電話|携帯|전화|هاتف)(?:[_-]?(?:number|num|no|nr)|s)?(?!\p{L})/iu;
/** Words that are about telephones only where nothing but words stands between them and the number. */
const TALK =
  /\b(?:call(?:s|ing|ed)?|dial|rings?|texts?|messages?|answer(?:ing|s)?|anrufen|ligar|звоните|contact|number is|number:|reach (?:me|us|him|her|them))[\p{L} ,:'’]{0,32}$/iu;
/** Numbers of other things. */
const OTHER_NUMBER =
  /\b(?:account|aadhaar|card|case|customer|id|invoice|licen[cs]e|member|model|order|part|passport|policy|reference|security|serial|ssn|tax|ticket|tracking) (?:number|no\.?) is:? $/i;
/** A word behind it, as in a signature: `… (mobile)`, `… office`, `…-Fax`. */
const LABEL = /^[\s,–-]{0,3}\(?(?:mobile|cell|home|work|office|fax|direct|phone|tel|main|handy|mobil)\b/i;
/** Calling codes of the ITU (E.164), by their first digits. */
const CALLING_CODE = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[2-9]\d\d)/;
/** Area, exchange and line of the North American plan. */
const NORTH_AMERICAN = /^(?:\([2-9]\d\d\) ?|[2-9]\d\d[ .-])[2-9]\d\d[ .-]\d{4}$/;

export const phone: readonly Detector[] = [
  ...nationalPhones,
  {
    id: 'phone-number',
    title: 'Telephone number',
    kind: 'pii',
    why: 'It reaches a person, and names them to whoever looks it up.',
    type: 'PHONE',
    entity: 'PHONE_NUMBER',
    literals: [],
    anchor: 'digits',
    pattern:
      /(?<![A-Za-z0-9_/=#$%&.-])(?<value>\(?\+?\d{1,15}(?:[ .\-/()]{1,3}\d{1,15}){0,6}(?:\s?(?:x|ext\.?|#)\s?\d{1,6})?)(?![A-Za-z0-9_]|[-./:]\d)/,
    after: 40,
    confidence: 'medium',
    accept: plausible,
    finds: (fake) => [
      `call +«».`.replace('+«»', `«+49 30 ${fake.digits(7).replace(/^./, '2')}»`),
      `phone: «(415) 5${fake.digits(2)}-${fake.digits(4)}»`,
      `Tel. «+1-212-7${fake.digits(2)}-${fake.digits(4)}»`,
      `"mobile": "«+44 7911 ${fake.digits(6)}»"`,
      `nobody answers at «079 27${fake.digits(2)} 1155»`,
      `«(37) 788-06${fake.digits(1)}»-Office`,
    ],
    ignores: (fake) => [
      { text: 'version 10.15.7.2024', because: 'it is a version' },
      { text: '2024-05-17 12:30:00', because: 'it is a date' },
      { text: `id: ${fake.digits(10)}`, because: 'nothing says that it is one' },
      { text: 'range 1000-2000', because: 'it is too short' },
      { text: '.is-mobile { width: 16.66667% }', because: 'it is a share' },
      { text: 'mobile: f(n,5)+3864292196', because: 'it is a sum in a program' },
      { text: 'message is not supported (RFC 7540 8.1.2.4)', because: 'it is a section of a standard' },
      { text: 'my account number is 481195160', because: 'it is the number of something else' },
    ],
    published: 'https://www.itu.int/rec/T-REC-E.164',
  },
];

function plausible({ value, text, start, end }: Match): Confidence | undefined {
  const main = value.replace(/\s?(?:x|ext\.?|#)\s?\d{1,6}$/, '');
  const digits = main.replace(/\D/g, '');
  if (digits.length < 7 || digits.length > 15 || new Set(digits).size < 3) return undefined;
  if (/^\(?\d{4}[-./]\d{1,2}[-./]\d{1,2}|^\d{1,2}[-./]\d{1,2}[-./]\d{4}$|^\d{1,3}(?:\.\d{1,3}){3}$/.test(main)) return undefined;
  const international = /^\(?\+/.test(main) && CALLING_CODE.test(digits);
  // A sum in a program, decimals and percentages.
  if (/[\w)\]]\+$/.test(text.slice(Math.max(0, start - 2), start) + (value.startsWith('+') ? '+' : ''))) return undefined;
  if (/^\d+\.\d+$/.test(main) || text[end] === '%') return undefined;
  // The words stand on the line of the number, or the line above is nothing but them.
  const before = text.slice(Math.max(0, start - 40), start).replace(/^[^]*\n(?=[^\n]*\S)/, '');
  const inContext = CONTEXT.test(before) || (TALK.test(before) && !OTHER_NUMBER.test(before)) || LABEL.test(text.slice(end, end + 16));
  const northAmerican = NORTH_AMERICAN.test(main);
  // Numbers for films and examples: 555-01xx (NANPA), 020 7946 0xxx (Ofcom).
  if (/55501\d\d$/.test(digits) || /207946\d{4}$/.test(digits)) return international || inContext || northAmerican ? 'low' : undefined;
  if (international && digits.length >= 9) return 'medium';
  if (inContext && (digits.length >= 9 || /[ .\-/()]/.test(main))) return 'medium';
  return northAmerican ? 'low' : undefined;
}
