/** Characters that a reader does not see, by the names a person can look up. Pure. */

/** By Unicode's own names (https://www.unicode.org/Public/UCD/latest/ucd/NamesList.txt). */
const NAMES: Readonly<Record<number, string>> = {
  0x1b: 'ESCAPE',
  0x180e: 'MONGOLIAN VOWEL SEPARATOR',
  0x200b: 'ZERO WIDTH SPACE',
  0x200c: 'ZERO WIDTH NON-JOINER',
  0x200d: 'ZERO WIDTH JOINER',
  0x200e: 'LEFT-TO-RIGHT MARK',
  0x200f: 'RIGHT-TO-LEFT MARK',
  0x202a: 'LEFT-TO-RIGHT EMBEDDING',
  0x202b: 'RIGHT-TO-LEFT EMBEDDING',
  0x202c: 'POP DIRECTIONAL FORMATTING',
  0x202d: 'LEFT-TO-RIGHT OVERRIDE',
  0x202e: 'RIGHT-TO-LEFT OVERRIDE',
  0x2060: 'WORD JOINER',
  0x2061: 'FUNCTION APPLICATION',
  0x2062: 'INVISIBLE TIMES',
  0x2063: 'INVISIBLE SEPARATOR',
  0x2064: 'INVISIBLE PLUS',
  0x2066: 'LEFT-TO-RIGHT ISOLATE',
  0x2067: 'RIGHT-TO-LEFT ISOLATE',
  0x2068: 'FIRST STRONG ISOLATE',
  0x2069: 'POP DIRECTIONAL ISOLATE',
  0xfeff: 'ZERO WIDTH NO-BREAK SPACE',
};

/** `U+202E RIGHT-TO-LEFT OVERRIDE`. */
export function characterName(codePoint: number): string {
  const number = `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
  const name = isTag(codePoint) ? tagName(codePoint) : NAMES[codePoint];
  return name === undefined ? number : `${number} ${name}`;
}

/** What a run of hidden characters is, short enough to stand within a line: names with counts, and what tag characters spell. */
export function describeHidden(text: string): string {
  const codePoints = [...text].map((character) => character.codePointAt(0) ?? 0);
  const tags = codePoints.filter(isTag);
  const parts = tags.length > 0 ? [`${tags.length} TAG characters: “${shorten(spelled(tags))}”`] : [];
  const counts = new Map<number, number>();
  for (const codePoint of codePoints) if (!isTag(codePoint)) counts.set(codePoint, (counts.get(codePoint) ?? 0) + 1);
  for (const [codePoint, count] of counts) parts.push(`${characterName(codePoint)}${count > 1 ? ` × ${count}` : ''}`);
  return parts.join(', ');
}

const isTag = (codePoint: number): boolean => codePoint >= 0xe0000 && codePoint <= 0xe007f;

/** Tag characters repeat ASCII in a plane that no font shows. */
const spelled = (tags: readonly number[]): string =>
  tags.map((tag) => (tag >= 0xe0020 && tag < 0xe007f ? String.fromCodePoint(tag - 0xe0000) : '·')).join('');

const tagName = (codePoint: number): string =>
  codePoint === 0xe007f ? 'CANCEL TAG' : codePoint >= 0xe0020 ? `TAG “${spelled([codePoint])}”` : 'TAG';

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
