import type { Classification } from '../policy/policy.ts';

/**
 * Which parts of a text stem from classified files. The next issues refine the index; the interface stays.
 */
export interface ClassifiedRegion {
  /** UTF-16 offsets into the text, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly tier: string;
  /** How it was recognised: by the path an attachment names, or by its lines. */
  readonly by: 'path' | 'content';
  /** The glob of the rule that made the file what it is; for the event and the words to the user. */
  readonly rule?: string;
  /** The file's place in the policy, for the words of a decision. */
  readonly classification?: Classification;
  /** Last part of the file's path, for the words to the user. */
  readonly name?: string;
}

export interface ProvenanceIndex {
  /** Regions in the order of the text. */
  regions(text: string): ClassifiedRegion[];
}
