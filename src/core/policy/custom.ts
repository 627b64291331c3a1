import type { Detector } from '../detectors/detector.ts';
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
 * Why a pattern cannot be used, or undefined when it can. The file may come from anybody, so patterns that can take exponential
 * time are refused: a repeated group that itself holds an open-ended repetition, and references back.
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
  if (repeatsRepetition(pattern))
    return 'the pattern repeats a group that holds an open-ended repetition (such as `(a+)+`), which can take very long; give the inner one an upper bound such as `{1,20}`.';
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

/** Whether a group with an open-ended repetition inside is itself repeated more than a few times. */
function repeatsRepetition(pattern: string): boolean {
  const open = [false];
  const setRepeats = (): void => void (open[open.length - 1] = true);
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern[index];
    if (character === '\\') index++;
    else if (character === '[') index = classEnd(pattern, index);
    else if (character === '(') open.push(false);
    else if (character === ')') {
      const repeats = open.pop() === true;
      const repeated = repetitionAt(pattern, index + 1);
      if (repeats && repeated > 3) return true;
      if (repeats || repeated === Infinity) setRepeats();
    } else if (repetitionAt(pattern, index) === Infinity) setRepeats();
  }
  return false;
}

function classEnd(pattern: string, from: number): number {
  for (let index = from + 1; index < pattern.length; index++) {
    if (pattern[index] === '\\') index++;
    else if (pattern[index] === ']') return index;
  }
  return pattern.length;
}

/** How often the quantifier at an index repeats at most; 1 where there is none. More than 64 counts as open-ended. */
function repetitionAt(pattern: string, index: number): number {
  const character = pattern[index];
  if (character === '*' || character === '+') return Infinity;
  const counted = /^\{(\d+)(,?)(\d*)\}/.exec(pattern.slice(index, index + 16));
  if (!counted) return 1;
  if (counted[2] && !counted[3]) return Infinity;
  const most = Number(counted[3] || counted[1]);
  return most > 64 ? Infinity : most;
}
