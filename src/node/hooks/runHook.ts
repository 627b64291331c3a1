import { appendFileSync } from 'node:fs';
import type { EventSink } from '../../core/event.ts';
import { StoppedPattern } from '../../core/policy/custom.ts';
import type { Place } from '../clients/client.ts';
import { decideHook } from './decide.ts';
import { BadHookInput, type HookAgent, type HookAnswer, type HookInput } from './hook.ts';
import { createHookWorld } from './world.ts';

export interface HookRun {
  readonly agent: HookAgent;
  readonly stdin: string;
  readonly place: Place;
  readonly state: string;
  readonly version: string;
}

/** Where `cordon hook check` learns that a hook ran: a file that this variable names. */
export const CHECK_VARIABLE = 'CORDON_HOOK_CHECK';

/** One event of an agent in, Cordon's answer out. Never throws: what goes wrong inside is a refusal, as far as the agent takes one. */
export async function runHook({ agent, stdin, place, state, version }: HookRun): Promise<HookAnswer> {
  let input: HookInput;
  try {
    input = readInput(agent, stdin);
  } catch (error) {
    const why = error instanceof BadHookInput ? error.message : 'it cannot be read';
    return { code: 2, stderr: `cordon: what ${agent.title} wrote to its hook is not understood: ${why}. Nothing was let through.\n` };
  }
  try {
    reportRun(place, input);
    const held = heldEvents(state, version);
    const world = await createHookWorld(input.cwd, held.events, state);
    const provider = input.provider ?? agent.provider;
    const verdict = await decideHook(input.event, { world, cwd: input.cwd, provider, guarded: agent.guarded?.(place) ?? false });
    // A log that cannot be written changes nothing about the answer.
    await held.keep().catch(() => undefined);
    return agent.answer(verdict, input);
  } catch (error) {
    // The message of an unknown error might hold a value, so only its kind is told.
    const kind = error instanceof Error ? error.name : 'unknown error';
    if (error instanceof StoppedPattern)
      return agent.answer({ kind: 'block', reason: `Cordon let nothing through. ${error.message}` }, input);
    const reason = `Cordon could not decide (${kind}), so it let nothing through. Try again; if it stays, run \`cordon hook check ${agent.name}\`.`;
    return agent.answer({ kind: 'block', reason }, input);
  }
}

function readInput(agent: HookAgent, stdin: string): HookInput {
  let parsed: unknown;
  try {
    parsed = JSON.parse(stdin.replace(/^\uFEFF/, ''));
  } catch {
    throw new BadHookInput(stdin.trim() === '' ? 'standard input is empty' : 'it is not JSON');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new BadHookInput('it is no JSON object');
  return agent.read(parsed as Record<string, unknown>);
}

function reportRun({ env }: Place, { event, name }: HookInput): void {
  const file = env[CHECK_VARIABLE];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify({ event: event.kind, name })}\n`);
}

/** Holds what is recorded until the end: most hooks have nothing to tell, and need not open the log for it. */
function heldEvents(state: string, version: string): { readonly events: EventSink; keep(): Promise<void> } {
  const held: Parameters<EventSink['record']>[] = [];
  return {
    events: { record: (...event) => void held.push(event) },
    async keep() {
      if (held.length === 0) return;
      const { openSink } = await import('../team/openSink.ts');
      const { sink } = openSink({ state, version });
      for (const event of held) sink.record(...event);
      await sink.dispose();
    },
  };
}
