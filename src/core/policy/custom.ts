import type { Detector } from '../detectors/detector.ts';
import { waysToMatch } from './patternCost.ts';
import type { CustomDetector } from './policy.ts';

/** A detector of a classification file, ready for the engine. */
export function toDetector(custom: CustomDetector): Detector {
  return {
    id: custom.id,
    title: custom.title,
    kind: custom.kind,
    why: `The classification file (${custom.source.file}:${custom.source.line}) keeps it back.`,
    type: custom.id.replaceAll('-', '_').toUpperCase().slice(0, 20),
    literals: custom.keywords,
    pattern: new RegExp(custom.pattern),
    before: WINDOW,
    after: WINDOW,
    confidence: 'high',
    finds: () => [],
    ignores: () => [],
  };
}

/**
 * Why a pattern cannot be used, or undefined when it can. The file may come from anybody, so patterns that can take long even on a
 * small window are refused: those that can match in very many ways, and references back.
 */
export function patternProblem(pattern: string): string | undefined {
  if (pattern.length > 500) return 'the pattern is too long; 500 characters are the most.';
  try {
    new RegExp(pattern);
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^Invalid regular expression: \/.*\/[a-z]*: /s, '') : '';
    return `the pattern is not a regular expression: ${why || 'it cannot be read'}.`;
  }
  if (!pattern.includes('(?<value>')) return 'the pattern needs a group named `value` around what is to be redacted: `(?<value>…)`.';
  if (/\\(?:[1-9]|k<)/.test(pattern)) return 'the pattern refers back to a group, which can take very long; write it without.';
  if (waysToMatch(pattern, 2 * WINDOW) > MAX_WAYS)
    return 'the pattern can match one text in too many ways (such as `(a+)+` or `a*a*a*`), which can take very long; put fixed characters between repetitions, or give them lower upper bounds.';
  return undefined;
}

export interface ExampleFault {
  readonly list: 'finds' | 'ignores';
  readonly index: number;
  readonly message: string;
}

/** Runs a detector's own examples. `patternProblem` must have passed. */
export function tryExamples(detector: {
  readonly pattern: string;
  readonly keywords: readonly string[];
  readonly finds?: readonly string[] | undefined;
  readonly ignores?: readonly string[] | undefined;
}): ExampleFault[] {
  const pattern = new RegExp(detector.pattern);
  const finds = (text: string): boolean => {
    const short = text.slice(0, WINDOW);
    const lower = short.toLowerCase();
    return detector.keywords.some((keyword) => lower.includes(keyword.toLowerCase())) && Boolean(pattern.exec(short)?.groups?.['value']);
  };
  const faults: ExampleFault[] = [];
  for (const [index, text] of (detector.finds ?? []).entries()) {
    if (!finds(text))
      faults.push({
        list: 'finds',
        index,
        message: 'the detector does not find this example: it needs a keyword and a match of the pattern.',
      });
  }
  for (const [index, text] of (detector.ignores ?? []).entries()) {
    if (finds(text)) faults.push({ list: 'ignores', index, message: 'the detector finds this example, which it should ignore.' });
  }
  return faults;
}

/** UTF-16 units around a keyword in which a custom pattern runs. */
const WINDOW = 256;
/** As a power of two: two open-ended repetitions after each other, and not three. */
const MAX_WAYS = 20;
