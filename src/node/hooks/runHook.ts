import { appendFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
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
    const sink = await openEvents(state, version);
    const world = createHookWorld(input.cwd, sink.events, state);
    const provider = input.provider ?? agent.provider;
    const verdict = await decideHook(input.event, { world, cwd: input.cwd, provider, guarded: agent.guarded?.(place) ?? false });
    await sink.close();
    return agent.answer(verdict, input);
  } catch (error) {
    // The message of an unknown error might hold a value, so only its kind is told.
    const kind = error instanceof Error ? error.name : 'unknown error';
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

interface OpenEvents {
  readonly events: Parameters<typeof createHookWorld>[1];
  close(): Promise<void>;
}

/** Events wait in the spool for the process that sends them. Without one there is no spool, and none is made. */
async function openEvents(state: string, version: string): Promise<OpenEvents> {
  const spoolDir = join(state, 'spool');
  if (!existsSync(spoolDir)) return { events: { record: () => undefined }, close: () => Promise.resolve() };
  const [{ createEventSink }, { readInstanceId }] = await Promise.all([import('../events.ts'), import('../instanceId.ts')]);
  const sink = createEventSink({
    spoolDir,
    resource: { serviceName: 'cordon', serviceVersion: version, instanceId: readInstanceId(state) },
    keepWithoutEndpoint: () => true,
  });
  return { events: sink, close: () => sink.dispose() };
}
