import { createTextCache } from '../guard/textCache.ts';
import type { PolicyView } from '../guard/world.ts';
import type { Classification } from '../policy/policy.ts';
import { type NamedPart, namedParts } from './attachments.ts';
import type { ClassifiedRegion, ProvenanceIndex } from './provenance.ts';

export interface ProvenanceOptions {
  /** Asked anew for each text. */
  readonly policy: () => PolicyView;
  /** What recognises text by its content. */
  readonly index: ProvenanceIndex;
}

/** Regions by the paths that assistants name and by content, in the order of the text. Only paths that a rule names count. */
export function createProvenance({ policy, index }: ProvenanceOptions): ProvenanceIndex {
  // Every turn of a conversation repeats the ones before.
  const known = createTextCache<readonly NamedPart[]>();
  return {
    regions(text) {
      let named = known.get(text);
      if (!named) known.set(text, (named = namedParts(text)));
      const view = policy();
      const byPath = named.flatMap(({ start, end, path }) => {
        const classification = view.classify(path);
        return classification.rule ? [toRegion(start, end, path, classification)] : [];
      });
      return [...byPath, ...index.regions(text)].sort((a, b) => a.start - b.start);
    },
  };
}

function toRegion(start: number, end: number, path: string, classification: Classification): ClassifiedRegion {
  const rule = classification.glob ?? classification.rule?.match[0];
  const name = path.split(/[/\\]/).at(-1);
  return {
    start,
    end,
    tier: classification.tier,
    by: 'path',
    classification,
    ...(rule === undefined ? {} : { rule }),
    ...(name ? { name } : {}),
  };
}
