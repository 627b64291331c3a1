/** From the spool to a team endpoint: one pass over what waits, and how long to wait after it. */
import type { Envelope } from './otlp.ts';
import { type Answer, MAX_BODY_BYTES, MAX_RECORDS } from './otlpPost.ts';
import type { Lease, Spool } from './spool.ts';

export interface Pass {
  /** Events the endpoint has now. */
  delivered: number;
  /** Events it has seen and will never take (`partialSuccess`). */
  rejected: number;
  /** Events it cannot read: now among the dead letters. */
  buried: number;
  /** What the endpoint says of events it did not take. */
  message?: string;
  /** Why the pass ended early; undefined: nothing waits any more. */
  stopped?: Exclude<Answer, { kind: 'delivered' | 'bad' }>;
}

type Send = (envelopes: readonly Envelope[]) => Promise<Answer>;

interface Item {
  readonly lease: Lease;
  readonly envelope: Envelope;
}

/** The wrapping of a request adds at most this much to its records, even if each had its own resource. */
const BODY_OVERHEAD = 32 * 1024;

/** Sends everything that waits, oldest first, until nothing is left or the endpoint wants a pause. Rejects only when the disk fails. */
export async function deliverWaiting(spool: Pick<Spool, 'lease'>, send: Send, signal: AbortSignal): Promise<Pass> {
  const pass: Pass = { delivered: 0, rejected: 0, buried: 0 };
  while (!signal.aborted) {
    const leases = await spool.lease(MAX_RECORDS, MAX_BODY_BYTES - BODY_OVERHEAD);
    if (leases.length === 0) break;
    const items = await readable(leases, pass);
    const stopped = items.length > 0 ? await sendBatch(items, send, pass) : undefined;
    if (!stopped) continue;
    pass.stopped = stopped;
    break;
  }
  return pass;
}

/** A file cut short by a power failure, or too large for any request, would stop all others: it goes to the dead letters. */
async function readable(leases: readonly Lease[], pass: Pass): Promise<Item[]> {
  const items: Item[] = [];
  for (const lease of leases) {
    const envelope = lease.text.length > MAX_BODY_BYTES - BODY_OVERHEAD ? undefined : parseEnvelope(lease.text);
    if (envelope) items.push({ lease, envelope });
    else await bury(lease, pass);
  }
  return items;
}

function parseEnvelope(text: string): Envelope | undefined {
  try {
    const value = JSON.parse(text) as Partial<Envelope> | null;
    return value?.record && Array.isArray(value.resource) ? (value as Envelope) : undefined;
  } catch {
    return undefined;
  }
}

/** Sends a batch; of one that cannot be read as a whole, the halves. Returns why the pass has to end, or undefined. */
async function sendBatch(items: readonly Item[], send: Send, pass: Pass): Promise<Pass['stopped']> {
  const answer = await send(items.map((item) => item.envelope));
  if (answer.kind === 'delivered') {
    const rejected = Math.min(answer.rejected, items.length);
    pass.delivered += items.length - rejected;
    pass.rejected += rejected;
    if (answer.message !== undefined) pass.message = answer.message;
    await Promise.all(items.map((item) => item.lease.done()));
    return undefined;
  }
  if (answer.kind !== 'bad') {
    await Promise.all(items.map((item) => item.lease.release()));
    return answer;
  }
  if (items.length === 1) {
    pass.message = answer.message;
    await bury(items[0]!.lease, pass);
    return undefined;
  }
  const middle = Math.ceil(items.length / 2);
  const rest = items.slice(middle);
  const stopped = await sendBatch(items.slice(0, middle), send, pass);
  if (!stopped) return sendBatch(rest, send, pass);
  await Promise.all(rest.map((item) => item.lease.release()));
  return stopped;
}

async function bury(lease: Lease, pass: Pass): Promise<void> {
  await lease.bury();
  pass.buried += 1;
}

/** How many passes in a row ended badly; `failing` counts those with a server error. */
export interface Failures {
  readonly total: number;
  readonly failing: number;
}

export const NO_FAILURES: Failures = { total: 0, failing: 0 };

export interface Pause {
  /** ms. */
  readonly waitMs: number;
  readonly failures: Failures;
  /** The endpoint will not take events until somebody does something: the user has to know. */
  readonly held: boolean;
}

/** A server error is tried this often; then the queue is held. */
export const MAX_FAILING = 5;
/** While nothing waits, the spool is looked at this often: hooks and the command line write into it as well. ms. */
export const IDLE_MS = 60_000;
/** A held queue is tried again this often, so that an endpoint that was mended is noticed. ms. */
export const HELD_MS = 60 * 60 * 1000;

const SHORTEST_WAIT = 1_000;
const LONGEST_WAIT = 5 * 60 * 1000;

/** How long to wait after a pass. `random` gives numbers from 0 to below 1. */
export function pauseAfter(stopped: Pass['stopped'], before: Failures, random: () => number): Pause {
  if (!stopped) return { waitMs: IDLE_MS, failures: NO_FAILURES, held: false };
  const failures = { total: before.total + 1, failing: stopped.kind === 'failing' ? before.failing + 1 : 0 };
  const held = stopped.kind === 'unauthorised' || stopped.kind === 'refused' || failures.failing >= MAX_FAILING;
  if (held) return { waitMs: HELD_MS, failures, held };
  const asked = stopped.kind === 'retry' ? stopped.afterMs : undefined;
  return { waitMs: asked ?? jitter(failures.total, random), failures, held };
}

/** Full jitter under a ceiling that doubles: a thousand machines do not come back in the same second. */
function jitter(failures: number, random: () => number): number {
  const ceiling = Math.min(LONGEST_WAIT, SHORTEST_WAIT * 2 ** failures);
  return Math.round(SHORTEST_WAIT + random() * (ceiling - SHORTEST_WAIT));
}
