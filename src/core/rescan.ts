import type { Finding } from './finding.ts';
import type { ScanOptions, Scanner } from './scan.ts';

/** One change of a text: `removed` UTF-16 units from `start` on gave way to `inserted` new ones. */
export interface Edit {
  readonly start: number;
  readonly removed: number;
  readonly inserted: number;
}

/** The new text's lines around an edit, with the offset at which they begin in the new text. */
export interface Surroundings {
  readonly start: number;
  readonly text: string;
}

/** Lines above and below a change that are looked at again, and the most UTF-16 units on each side. */
const LINES = 2;
const UNITS = 1024;

/**
 * The part of a new text that `rescan` needs: the changed lines and two on each side, never more than 1,024 units from the change,
 * and at the edges whole characters. Reads nothing else of the text.
 */
export function surroundingsOf(text: string, { start, inserted }: Edit): Surroundings {
  const end = start + inserted;
  let from = start;
  const first = Math.max(0, start - UNITS);
  for (let lines = 0; from > first; from--) if (text.charCodeAt(from - 1) === NEW_LINE && lines++ === LINES) break;
  let to = end;
  const last = Math.min(text.length, end + UNITS);
  for (let lines = 0; to < last; to++) if (text.charCodeAt(to) === NEW_LINE && lines++ === LINES) break;
  if (isTrail(text.charCodeAt(from))) from++;
  if (isTrail(text.charCodeAt(to))) to++;
  return { start: from, text: text.slice(from, Math.min(to, text.length)) };
}

/**
 * The findings of a text after an edit, from those before it: what lies outside of the surroundings is shifted, what lies inside is
 * found anew. What reaches over an edge stays as it was as long as the edit does not touch it. A quick answer while somebody types:
 * what depends on text further away (a private key, a name ten lines above) is settled by the next full scan.
 */
export function rescan(scanner: Scanner, old: readonly Finding[], edit: Edit, around: Surroundings, options: ScanOptions = {}): Finding[] {
  const shift = edit.inserted - edit.removed;
  const editEnd = edit.start + edit.removed;
  const from = around.start;
  const to = around.start + around.text.length;
  const before: Finding[] = [];
  const after: Finding[] = [];
  for (const finding of old) {
    if (finding.end <= edit.start && finding.start < from) before.push(finding);
    else if (finding.start >= editEnd && finding.end + shift > to) after.push(moved(finding, shift));
  }
  // A finding at an edge was seen whole; what is cut off there is not taken for another.
  const inside = scanner
    .scan(around.text, options)
    .map((finding) => moved(finding, from))
    .filter(({ start, end }) => start >= (before.at(-1)?.end ?? 0) && end <= (after[0]?.start ?? Infinity));
  return [...before, ...inside, ...after];
}

function moved(finding: Finding, by: number): Finding {
  return by === 0 ? finding : { ...finding, start: finding.start + by, end: finding.end + by };
}

const NEW_LINE = 10;
const isTrail = (code: number): boolean => (code & 0xfc00) === 0xdc00;
