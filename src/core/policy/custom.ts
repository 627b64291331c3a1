import type { Detector, Located } from '../detectors/detector.ts';
import { stepsToMatch } from './patternCost.ts';
import type { CustomDetector } from './policy.ts';

/** A detector of a classification file, ready for the engine. `now`: a clock that only runs forward, ms. Its scans throw `StoppedPattern`. */
export function toDetector(custom: CustomDetector, now: () => number): Detector {
  return {
    id: custom.id,
    title: custom.title,
    kind: custom.kind,
    why: `The classification file (${custom.source.file}:${custom.source.line}) keeps it back.`,
    type: custom.id.replaceAll('-', '_').toUpperCase().slice(0, 20),
    literals: custom.keywords,
    locate: searchAround(custom, now),
    confidence: 'high',
    finds: () => [],
    ignores: () => [],
  };
}

/** A custom pattern took too long and was stopped. Nobody knows what it would have found, so whoever guards lets nothing pass. The message holds no text. */
export class StoppedPattern extends Error {
  constructor({ id, source }: CustomDetector) {
    super(
      `The pattern of the custom detector \`${id}\` (${source.file}:${source.line}) took too long on this text and was stopped. Mend it there: put fixed characters between its repetitions, or give them lower upper bounds.`,
    );
    this.name = 'StoppedPattern';
  }
}

/**
 * The pattern meets a piece of at most `3 * WINDOW` units at a time, and the next piece begins where the next keyword stands that the
 * last one did not reach: however many keywords a text holds, each part of it is searched a few times, and what one search may cost
 * `patternProblem` has judged.
 */
function searchAround(custom: CustomDetector, now: () => number): NonNullable<Detector['locate']> {
  const pattern = new RegExp(custom.pattern, 'dg');
  let late = 0;
  return (text, keyword) => {
    const begin = now();
    const start = Math.max(0, keyword - WINDOW);
    // Lookarounds see what is really there.
    const from = Math.max(0, start - MARGIN);
    const piece = text.slice(from, keyword + 2 * WINDOW);
    const values: Located['values'][number][] = [];
    pattern.lastIndex = start - from;
    for (let match = pattern.exec(piece); match; match = pattern.exec(piece)) {
      const value = match.indices?.groups?.['value'];
      if (value && value[0] < value[1]) values.push({ start: from + value[0], end: from + value[1], confidence: 'high' });
      if (match[0] === '') pattern.lastIndex++;
    }
    late = Math.max(0, late + Math.min(now() - begin, MOST_AT_ONCE) - piece.length * SHARE);
    if (late > PATIENCE) throw new StoppedPattern(custom);
    return { values, until: keyword + WINDOW };
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
  if (!(stepsToMatch(pattern, 2 * WINDOW) <= MAX_STEPS))
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

/** What a pattern may take for a UTF-16 unit, ms: some fifteen times of what usual ones do. */
const SHARE = 0.002;
/** Of one piece no more counts, ms: the machine may have slept. */
const MOST_AT_ONCE = 60;
/** So much more than that in all, ms, and it is stopped. */
const PATIENCE = 300;
/** UTF-16 units around a keyword in which a custom pattern runs. */
const WINDOW = 256;
/** Room before a piece, for what a pattern asks of the characters before it. */
const MARGIN = 40;
/** At one place: a few open-ended repetitions that each end where the next begins, but none that is tried again for each of another’s. */
const MAX_STEPS = 8192;
