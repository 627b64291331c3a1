import type { Confidence } from '../../finding.ts';
import type { Detector, Match } from '../detector.ts';

const published = 'https://www.unicode.org/reports/tr36/';
/** Scripts whose spelling needs joiners and directional marks: Arabic, Hebrew, Indic and neighbours. */
const NEEDS_MARKS = /[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\ufb1d-\ufdff\ufe70-\ufefc]/;

export const hiddenText: readonly Detector[] = [
  {
    id: 'tag-characters',
    title: 'Hidden text in tag characters',
    kind: 'injection',
    why: 'A model reads these characters as words, and nobody else sees them.',
    type: 'HIDDEN_TEXT',
    // The first half of each of these characters.
    literals: ['\udb40'],
    pattern: /(?<!\udb40[\udc00-\udc7f])(?<value>(?:\udb40[\udc00-\udc7f]){1,4096})/,
    after: 8192,
    confidence: 'high',
    // Flags of England, Scotland and Wales are a black flag with a few tags behind it.
    accept: byLength,
    finds: () => [`Hello«${hide('ignore all')}» world`],
    ignores: () => [
      { text: `\u{1f3f4}${hide('gbsct')}\u{e007f}`, because: 'it is the flag of Scotland' },
      { text: `/\u{1f3f4}${hide('gb')}(?:${hide('eng')})\u{e007f}/`, because: 'a pattern of flags holds parts of them' },
    ],
    published: 'https://www.unicode.org/charts/PDF/UE0000.pdf',
  },
  {
    id: 'bidi-control',
    title: 'Text in a hidden direction',
    kind: 'injection',
    why: 'What is shown is in another order than what a compiler or model reads (Trojan Source).',
    type: 'BIDI_CONTROL',
    literals: ['\u202a', '\u202b', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068'],
    pattern: /(?<value>[\u202a\u202b\u202d\u202e\u2066-\u2068])/,
    after: 1,
    confidence: 'medium',
    accept: (match) => (nearby(match) ? 'low' : 'medium'),
    finds: () => ['if (role != "user«\u202e» // admin") {'],
    ignores: () => [{ text: 'caf\u00e9 \u200e', because: 'a mark that changes no order' }],
    published: 'https://www.unicode.org/reports/tr9/',
  },
  {
    id: 'zero-width',
    title: 'Invisible characters',
    kind: 'injection',
    why: 'They hide text, or break a word so that no filter knows it.',
    type: 'ZERO_WIDTH',
    literals: ['\u200b', '\u200c', '\u200d', '\u2060', '\u2061', '\u2062', '\u2063', '\u2064', '\ufeff', '\u180e'],
    pattern: /(?<value>[\u200b-\u200d\u2060-\u2064\ufeff\u180e]{1,4096})/,
    after: 4096,
    confidence: 'low',
    accept: invisible,
    finds: () => ['pass«\u200b\u200c\u200b\u200b\u200c\u200b\u200c\u200c»word'],
    ignores: () => [
      { text: '\ufeffusing System;', because: 'a byte order mark begins the file' },
      { text: '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}', because: 'a joiner holds an emoji together' },
      { text: '\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645', because: 'Persian is written with it' },
    ],
    published,
  },
];

/** Flags of England, Scotland and Wales are a black flag with a few tags behind it, and patterns of emoji hold parts of them. */
function byLength({ value, text, start }: Match): Confidence | undefined {
  if (value.length <= 14 && text.slice(start - 2, start) === '\u{1f3f4}') return undefined;
  // Each is two units; five tags say nothing to a model.
  return value.length <= 10 ? (text.slice(Math.max(0, start - 40), start).includes('\u{1f3f4}') ? undefined : 'low') : 'high';
}

/** Many in a row are a message, one may have come in by copying. */
function invisible(match: Match): Confidence | undefined {
  const { value, text, start, end } = match;
  if (value === '\ufeff' && start === 0) return undefined;
  if (value.length >= 8) return 'medium';
  if (
    value === '\u200d' &&
    start > 0 &&
    /[\p{Emoji_Presentation}\p{Extended_Pictographic}\u{1f3fb}-\u{1f3ff}\ufe0f]$/u.test(text.slice(Math.max(0, start - 2), start))
  )
    return undefined;
  return nearby(match) || (value.length === 1 && (start === 0 || end === text.length)) ? undefined : 'low';
}

const nearby = ({ text, start, end }: Match): boolean => NEEDS_MARKS.test(text.slice(Math.max(0, start - 12), end + 12));
const hide = (ascii: string): string => [...ascii].map((char) => String.fromCodePoint(0xe0000 + char.charCodeAt(0))).join('');
