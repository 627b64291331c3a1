/** Where decisions become events: this session's list for the user, and (when the user wants it) the spool and a team endpoint. */
import { type Decided, type DecisionEvent, type EventSink, makesEvent } from '../core/event.ts';
import type { AuditLog } from './audit/auditLog.ts';
import { deliverWaiting, NO_FAILURES, type Pass, pauseAfter } from './delivery.ts';
import { decisionEnvelope, droppedEnvelope, type Dropped, type Envelope, type Resource } from './otlp.ts';
import { type Endpoint, type Fetch, post } from './otlpPost.ts';
import { createSpool, type Spool } from './spool.ts';
import { uuidv7 } from './uuid.ts';

export interface EventSinkOptions {
  /** Shared by every window and process of this user; made when first needed. */
  readonly spoolDir: string;
  readonly resource: Resource;
  /**
   * Whether events are kept on the disk although this process does not send (yet): it will `start` in a moment, or another one
   * sends for it (hooks, the command line). Asked for each event. Default: no.
   */
  readonly keepWithoutEndpoint?: () => boolean;
  /** Redacts what a user or a model wrote (the reason of an override, the name of a model) before it is kept anywhere. */
  readonly scrub?: (text: string) => string;
  /** Where every event is kept on this machine. */
  readonly audit?: AuditLog;
  readonly onEvent?: (event: DecisionEvent) => void;
  /** Called when the state of the delivery changes. */
  readonly onState?: (state: DeliveryState) => void;
  /** Plain sentences for a log; they hold no value, no path and no token. */
  readonly log?: (message: string) => void;
  /** ms since the epoch. */
  readonly clock?: () => number;
  /** UUIDv7. */
  readonly ids?: () => string;
  /** From 0 to below 1. */
  readonly random?: () => number;
  readonly fetch?: Fetch;
  /** Resolves after so many ms, or at once when the signal aborts. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly spool?: Spool;
}

/** How delivery stands, in words for the user: what happened, and what to do about it. */
export interface DeliveryState {
  /** `disk`: events cannot be kept on this machine. The others are about the endpoint. */
  readonly kind: 'off' | 'ok' | 'unreachable' | 'unauthorised' | 'refused' | 'failing' | 'disk';
  readonly message: string;
}

export interface FlushResult {
  readonly delivered: number;
  /** Seen by the endpoint, and not taken for good. */
  readonly rejected: number;
  /** Put among the dead letters by this flush. */
  readonly buried: number;
  /** Still waiting. */
  readonly pending: number;
  readonly state: DeliveryState;
}

export interface DeliveringSink extends EventSink {
  /** Sends what waits, once. Never rejects. */
  flush(endpoint: Endpoint): Promise<FlushResult>;
  /** From now on events are kept and sent in the background; called again, it changes the endpoint or the token. */
  start(endpoint: Endpoint): void;
  /** From now on nothing is kept or sent; what waits stays until it is too old. */
  stop(): void;
  /** How many events wait on the disk. */
  pending(): Promise<number>;
  /** How many events the endpoint could not read. */
  dead(): Promise<number>;
  state(): DeliveryState;
  /** This session's events, oldest first, the last 200. */
  recent(): readonly DecisionEvent[];
  /** Stops, and resolves once everything recorded is on the disk. */
  dispose(): Promise<void>;
}

/** A burst is sent as one request. ms. */
const GATHER_MS = 500;
const RECENT = 200;
/** Events held in memory while the disk refuses them. */
const MAX_QUEUED = 1_000;
const TRIM_EVERY_PUTS = 200;
const TRIM_EVERY_MS = 10 * 60 * 1000;
const OFF: DeliveryState = { kind: 'off', message: 'Events are shown to you only. No team endpoint is set.' };

interface Run {
  readonly endpoint: Endpoint;
  readonly stop: AbortController;
  /** Events came in since the last pass began. */
  dirty: boolean;
  /** Whether the last pass left nothing behind, so that new events may go at once. */
  idle: boolean;
  /** Ends the present wait. */
  wake: () => void;
}

/** The one sink of a process. Nothing is written or sent before `start`, `flush` or `keepWithoutEndpoint`. */
export function createEventSink(options: EventSinkOptions): DeliveringSink {
  const clock = options.clock ?? Date.now;
  const ids = options.ids ?? uuidv7;
  const random = options.random ?? Math.random;
  const fetch: Fetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
  const sleep = options.sleep ?? sleepUnreferenced;
  const log = options.log ?? (() => undefined);
  const spool = options.spool ?? createSpool(options.spoolDir, clock);

  const recent: DecisionEvent[] = [];
  const queue: { readonly id: string; readonly envelope: Envelope }[] = [];
  const unaudited: DecisionEvent[] = [];
  let auditing: Promise<void> | undefined;
  let lostInMemory = 0;
  let writing: Promise<void> | undefined;
  let putsSinceTrim = 0;
  let trimmedAt = -Infinity;
  let state = OFF;
  let run: Run | undefined;
  const loops = new Set<Promise<void>>();

  function record(decided: Decided): void {
    try {
      if (!makesEvent(decided)) return;
      const event = { ...scrubbed(decided, options.scrub), uid: ids(), time: clock() };
      recent.push(event);
      if (recent.length > RECENT) recent.shift();
      if (run || options.keepWithoutEndpoint?.()) {
        enqueue(event.uid, decisionEnvelope(event, options.resource));
        void drain().then(announce);
      }
      if (options.audit) {
        unaudited.push(event);
        void drainAudit(options.audit);
      }
      options.onEvent?.(event);
    } catch {
      // Whoever decides must go on deciding; the event's content stays out of the log.
      log('An event could not be recorded.');
    }
  }

  function announce(): void {
    if (!run) return;
    run.dirty = true;
    if (run.idle) run.wake();
  }

  function enqueue(id: string, envelope: Envelope): void {
    queue.push({ id, envelope });
    if (queue.length <= MAX_QUEUED) return;
    queue.shift();
    lostInMemory += 1;
  }

  /** Resolves once the queue is on the disk, or the disk refuses it; then the next event, or the next pass, tries again. */
  function drain(): Promise<void> {
    if (queue.length === 0) return writing ?? Promise.resolve();
    writing ??= writeQueue();
    return writing;
  }

  async function writeQueue(): Promise<void> {
    try {
      for (let next = queue[0]; next; next = queue[0]) {
        await spool.put(next.id, JSON.stringify(next.envelope));
        // Another one may have been dropped from the front in the meantime.
        if (queue[0] === next) queue.shift();
        putsSinceTrim += 1;
        if (queue.length === 0) await afterPuts();
      }
      if (state.kind === 'disk') setState(run ? { kind: 'ok', message: 'Events are kept on this machine again.' } : OFF);
    } catch (error) {
      setState({
        kind: 'disk',
        message: `Events cannot be written to this machine's disk (${codeOf(error)}). They are held in memory for now.`,
      });
    } finally {
      writing = undefined;
    }
  }

  /** Resolves once all events are in the audit log, or the disk refuses them; then the next event tries again. */
  function drainAudit(audit: AuditLog): Promise<void> {
    auditing ??= writeAudit(audit).finally(() => (auditing = undefined));
    return auditing;
  }

  async function writeAudit(audit: AuditLog): Promise<void> {
    try {
      while (unaudited.length > 0) {
        const batch = unaudited.slice(0, MAX_QUEUED);
        await audit.append(batch.map((event) => ({ kind: 'decision', event })));
        unaudited.splice(0, batch.length);
      }
    } catch (error) {
      unaudited.splice(0, unaudited.length - MAX_QUEUED);
      setState({
        kind: 'disk',
        message: `The audit log cannot be written (${codeOf(error)}). Its entries are held in memory for now.`,
      });
    }
  }

  async function afterPuts(): Promise<void> {
    if (lostInMemory > 0) {
      const count = lostInMemory;
      lostInMemory = 0;
      reportDropped({ uid: ids(), time: clock(), count, reason: 'disk' });
    }
    if (putsSinceTrim >= TRIM_EVERY_PUTS) await trim();
  }

  async function trim(): Promise<void> {
    putsSinceTrim = 0;
    trimmedAt = clock();
    const dropped = await spool.trim();
    for (const reason of ['age', 'size'] as const) {
      if (dropped[reason] > 0) reportDropped({ uid: ids(), time: clock(), count: dropped[reason], reason });
    }
  }

  function reportDropped(dropped: Dropped): void {
    log(`${dropped.count} events were thrown away before they could be delivered (limit: ${dropped.reason}).`);
    enqueue(dropped.uid, droppedEnvelope(dropped, options.resource));
  }

  /** One pass over what waits; `undefined` when the disk failed, which is then the state. */
  async function passOnce(endpoint: Endpoint, signal: AbortSignal): Promise<Pass | undefined> {
    try {
      if (clock() - trimmedAt > TRIM_EVERY_MS) await trim();
      await drain();
      const pass = await deliverWaiting(spool, (envelopes) => post(endpoint, envelopes, fetch, signal, clock()), signal);
      if (!signal.aborted) setState(stateAfter(pass));
      return pass;
    } catch (error) {
      setState({ kind: 'disk', message: `The events that wait on this machine's disk cannot be read (${codeOf(error)}).` });
      return undefined;
    }
  }

  async function deliverUntilStopped(current: Run): Promise<void> {
    const { signal } = current.stop;
    let failures = NO_FAILURES;
    while (!signal.aborted) {
      current.dirty = false;
      const pass = await passOnce(current.endpoint, signal);
      if (signal.aborted) return;
      const pause = pauseAfter(pass?.stopped, failures, random);
      failures = pause.failures;
      current.idle = pass !== undefined && !pass.stopped;
      if (!(current.idle && current.dirty)) await wait(current, pause.waitMs);
      if (current.idle) await sleep(GATHER_MS, signal);
    }
  }

  async function wait(current: Run, ms: number): Promise<void> {
    const woken = new AbortController();
    current.wake = () => woken.abort();
    await sleep(ms, AbortSignal.any([current.stop.signal, woken.signal]));
    current.wake = () => undefined;
  }

  function start(endpoint: Endpoint): void {
    run?.stop.abort();
    const current: Run = { endpoint, stop: new AbortController(), dirty: false, idle: false, wake: () => undefined };
    run = current;
    const loop = deliverUntilStopped(current).finally(() => loops.delete(loop));
    loops.add(loop);
  }

  function stop(): void {
    run?.stop.abort();
    run = undefined;
    setState(OFF);
  }

  async function flush(endpoint: Endpoint): Promise<FlushResult> {
    const pass = await passOnce(endpoint, new AbortController().signal);
    // What was held back may go now, so the background need not wait any longer.
    if (pass && !pass.stopped) run?.wake();
    const { delivered, rejected, buried } = pass ?? { delivered: 0, rejected: 0, buried: 0 };
    return { delivered, rejected, buried, pending: await pending(), state };
  }

  async function pending(): Promise<number> {
    return (await spool.pending().catch(() => 0)) + queue.length;
  }

  function setState(next: DeliveryState): void {
    if (next.kind === state.kind && next.message === state.message) return;
    state = next;
    try {
      log(next.message);
      options.onState?.(next);
    } catch {
      // A listener's fault must not stop delivery.
    }
  }

  return {
    record,
    flush,
    start,
    stop,
    pending,
    dead: () => spool.dead().catch(() => 0),
    state: () => state,
    recent: () => [...recent],
    async dispose() {
      run?.stop.abort();
      run = undefined;
      await Promise.all(loops);
      await drain();
      if (options.audit) await drainAudit(options.audit);
    },
  };
}

function scrubbed(decided: Decided, scrub: ((text: string) => string) | undefined): Decided {
  if (!scrub) return decided;
  return {
    ...decided,
    ...(decided.model !== undefined && { model: scrub(decided.model) }),
    ...(decided.override && { override: { reason: scrub(decided.override.reason) } }),
  };
}

function stateAfter(pass: Pass): DeliveryState {
  if (pass.stopped) {
    const { kind, message } = pass.stopped;
    return { kind: kind === 'retry' ? 'unreachable' : kind, message };
  }
  const parts = ['Events reach the team endpoint.'];
  if (pass.rejected > 0) parts.push(`It refused ${pass.rejected}.`);
  if (pass.buried > 0) parts.push(`${pass.buried} could not be read by it and were put aside.`);
  if (pass.message !== undefined) parts.push(`It says: ${pass.message}`);
  return { kind: 'ok', message: parts.join(' ') };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}

/** Does not keep the process alive: a command that is done ends, and its events wait for the next sender. */
async function sleepUnreferenced(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(finish, ms);
    timer.unref();
    signal.addEventListener('abort', finish, { once: true });
    function finish(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    }
  });
}
