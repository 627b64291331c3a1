import type { Finding } from '../finding.ts';
import type { DecideInput, PolicyView } from '../guard/world.ts';
import type { ClassifiedRegion } from './provenance.ts';

/** Stands for a detector where text was recognised as that of a classified file. */
export const CLASSIFIED_TEXT = 'classified-text';
export const CLASSIFIED_TITLE = 'Classified text';
/** The type in the placeholder of a part that was withheld: `CORDON_CLASSIFIED_3F9A2C41B07D`. */
export const CLASSIFIED_TYPE = 'CLASSIFIED';

/**
 * The parts of a text that this destination gets a placeholder for. Each part counts by its own tier: what may go out to this provider
 * stays, though another part of the same request may not. Without the name and the path of the file.
 */
export function withheldParts(
  regions: readonly ClassifiedRegion[],
  { provider, surface }: Pick<DecideInput, 'provider' | 'surface'>,
  policy: PolicyView,
): Finding[] {
  const withheld = new Map<string, boolean>();
  const isWithheld = (tier: string): boolean => {
    let known = withheld.get(tier);
    if (known === undefined) {
      const decision = policy.decide({ tier, provider, surface, findings: [{ ...ANY, start: 0, end: 1 }] });
      known = policy.indexed(tier) && (decision.action === 'block' || (decision.redacts?.includes('classified') ?? false));
      withheld.set(tier, known);
    }
    return known;
  };
  return regions.filter(({ tier }) => isWithheld(tier)).map(({ start, end }): Finding => ({ ...ANY, start, end }));
}

const ANY = { detector: CLASSIFIED_TEXT, kind: 'classified', confidence: 'high' } as const;

/** What is said behind the placeholder of a withheld part, so that the model knows what is not there: ` (41 lines withheld by policy)`. */
export function withheldNote(part: string): string {
  const lines = part.split(/\r\n|\n|\r|\\+n/).filter((line) => line.trim() !== '').length;
  return ` (${lines} ${lines === 1 ? 'line' : 'lines'} withheld by policy)`;
}

/** How long the note is that a text begins with, 0 where it begins with something else, -1 where it may become one when more comes. */
export function noteLength(text: string): number {
  const whole = /^ \(\d{1,7} lines? withheld by policy\)/.exec(text);
  if (whole) return whole[0].length;
  const begun = text.replace(/^( \()\d{1,7}/, (_, before: string) => `${before}1`);
  return [' (1 line withheld by policy)', ' (1 lines withheld by policy)'].some((note) => note.startsWith(begun)) ? -1 : 0;
}
