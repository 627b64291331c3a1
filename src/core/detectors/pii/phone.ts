import type { Confidence } from '../../finding.ts';
import type { Detector, Match } from '../detector.ts';

/** Words beside a telephone number, in the languages a developer most often meets. */
const CONTEXT =
  /(?:\b|_)(?:tel(?:e(?:phone|fon))?|phone|mobile?|cell(?:ular)?|fax|call|dial|ring|sms|text|whats ?app|handy|mobil|telefon|tél|teléfono|móvil|telefono|contact|number is|reach (?:me|us|him|her))(?:\b|_|nr)/i;
/** Calling codes of the ITU (E.164), by their first digits. */
const CALLING_CODE = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[2-9]\d\d)/;

export const phone: readonly Detector[] = [
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
    ],
    ignores: (fake) => [
      { text: 'version 10.15.7.2024', because: 'it is a version' },
      { text: '2024-05-17 12:30:00', because: 'it is a date' },
      { text: `id: ${fake.digits(10)}`, because: 'nothing says that it is one' },
      { text: 'range 1000-2000', because: 'it is too short' },
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
  const inContext =
    CONTEXT.test(text.slice(Math.max(0, start - 40), start)) ||
    /^.{0,3}\((?:mobile|cell|home|work|office|fax)\)/i.test(text.slice(end, end + 16));
  // Numbers for films and examples: 555-01xx (NANPA), 020 7946 0xxx (Ofcom).
  if (/55501\d\d$/.test(digits) || /207946\d{4}$/.test(digits)) return international || inContext ? 'low' : undefined;
  if (international && digits.length >= 9) return 'medium';
  if (inContext && (digits.length >= 9 || /[ .\-/()]/.test(main))) return 'medium';
  return /^\(?[2-9]\d\d\)?[ .-][2-9]\d\d[ .-]\d{4}$/.test(main) ? 'low' : undefined;
}
