/** What a finding is about; decides its severity and its placeholder. */
export type Kind = 'secret' | 'pii' | 'injection' | 'classified';

/** `high` and `medium` act (redact, block, exit code 1); `low` is a hint in the editor and nothing else. */
export type Confidence = 'low' | 'medium' | 'high';

/**
 * A span of sensitive text. It never holds the value: whatever can be logged or sent can hold a finding.
 * `start` and `end` are UTF-16 offsets into the scanned text, end exclusive.
 */
export interface Finding {
  /** Id of the detector, kebab-case. */
  readonly detector: string;
  readonly kind: Kind;
  readonly start: number;
  readonly end: number;
  readonly confidence: Confidence;
  /** On `pii` only: the entity, by Presidio's name where one exists (https://microsoft.github.io/presidio/supported_entities/). */
  readonly entity?: string;
}

/** Whether a finding redacts, blocks and counts; a `low` one is only shown. */
export const acts = (finding: Finding): boolean => finding.confidence !== 'low';

const RANK: Record<Confidence, number> = { low: 0, medium: 1, high: 2 };

/** Orders confidences: negative when `a` is the weaker. */
export const compareConfidence = (a: Confidence, b: Confidence): number => RANK[a] - RANK[b];
