import { makesEvent } from '../event.ts';
import type { Decision, Surface } from '../policy/policy.ts';
import type { Replacement } from '../redact.ts';
import { judge, redactTogether } from './decideTexts.ts';
import { withoutEvents } from './memory.ts';
import type { World } from './world.ts';

export interface GuardedText {
  /** What may go on: the text with its placeholders, or as it was. With `block` it is empty. */
  readonly text: string;
  /** In the order of the given text. */
  readonly replacements: readonly Replacement[];
  readonly decision: Decision;
}

export interface GuardTextOptions {
  readonly surface: Surface;
  readonly provider: string;
  /** The file the text comes from, where it is known: its tier counts. */
  readonly path?: string;
}

/**
 * Guards one text, such as a paste. Throws `PlaceholderConflict`, and whatever the scanner threw; the caller then lets nothing pass.
 */
export async function guardText(text: string, options: GuardTextOptions, world: World): Promise<GuardedText> {
  const { decision, findings, event } = await judge({ texts: [text], ...options }, world, world.policy());
  if (decision.action === 'block') {
    world.events.record(event, decision);
    return { text: '', replacements: [], decision };
  }
  const [redaction] = redactTogether([text], findings, text, world);
  const replacements = redaction?.replacements ?? [];
  if (makesEvent(event) && (decision.action !== 'redact' || replacements.length > 0)) world.events.record(event, decision);
  return { text: redaction?.text ?? text, replacements, decision };
}

/** What `guardText` would make of it. Nothing goes on, so nothing is recorded. Throws what it throws. */
export const previewText = (text: string, options: GuardTextOptions, world: World): Promise<GuardedText> =>
  guardText(text, options, withoutEvents(world));
