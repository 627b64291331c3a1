import type { Decided } from '../event.ts';
import type { CallOutcome } from '../wire/toolCalls.ts';
import type { KnownValues } from './knownValues.ts';

/** What there is to tell of a tool call in which placeholders stayed: the event, and the sentence for the user. */
export interface CallTold {
  readonly decided: Decided;
  readonly reason: string;
}

export function tellCall(
  outcome: CallOutcome,
  request: Pick<Decided, 'tier' | 'provider' | 'surface' | 'model'>,
  known: KnownValues,
): CallTold {
  const { tool, reach, kept, strange } = outcome;
  const counts = new Map<string, number>();
  for (const placeholder of kept) {
    const detector = known.detectorOf(placeholder);
    if (detector !== undefined) counts.set(detector, (counts.get(detector) ?? 0) + 1);
  }
  const detectors = [...counts].map(([id, count]) => ({ id, count }));
  const name = tool.replace(/[^\w.-]/g, '').slice(0, 60);
  const call = name === '' ? 'A tool call' : `The tool call \`${name}\``;
  if (reach.reach === 'local') {
    return {
      decided: { ...request, action: 'warn', detectors, toolCall: 'write' },
      reason: `${call} writes ${strange.length === 1 ? 'a placeholder' : 'placeholders'} of Cordon into a file, because its value is not known here (${strange.slice(0, 3).join(', ')}). Put the value in by hand, or undo the edit.`,
    };
  }
  return {
    decided: { ...request, action: 'block', detectors, toolCall: reach.reach },
    reason: `${call} got placeholders instead of values, because ${reach.why}. If the values are meant to go there, run it yourself.`,
  };
}
