import type { Confidence } from '../../finding.ts';
import type { Detector } from '../detector.ts';
import { looksGenerated } from './plausible.ts';

export interface Prefixed {
  /** Texts that the value begins with; each one is a literal of the prefilter. */
  readonly prefix: string | readonly string[];
  /** What follows the prefix, as the source of a regular expression. Quantifiers bounded. */
  readonly tail: string;
  /** Where the prefilter has something more distinctive at the same place. */
  readonly literals?: readonly string[];
  /** The longest value, in UTF-16 units. Default 512. */
  readonly after?: number;
  /** Judges a value that looks generated; default `high`. */
  readonly accept?: (value: string) => Confidence | undefined;
}

type Shape = Pick<Detector, 'kind' | 'literals' | 'pattern' | 'after' | 'confidence' | 'accept'>;

/**
 * A value that its vendor marks with a prefix of its own: found wherever it stands, placeholders of the same shape left out.
 * `\n`, `\t` and `%3D` before it are escapes and not part of a longer word.
 */
export function prefixed({ prefix, tail, literals, after = 512, accept = () => 'high' }: Prefixed): Shape {
  const prefixes = typeof prefix === 'string' ? [prefix] : prefix;
  const alternatives = prefixes.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  return {
    kind: 'secret',
    literals: literals ?? prefixes,
    pattern: new RegExp(`(?:(?<![A-Za-z0-9_])|(?<=\\\\[nrt]|%[0-9A-F]{2}))(?<value>(?:${alternatives})${tail})(?![A-Za-z0-9_-])`),
    after,
    confidence: 'high',
    accept: ({ value }) => (looksGenerated(value) ? accept(value) : undefined),
  };
}
