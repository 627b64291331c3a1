/** Where decisions become events: this session's list for the user, and (when the user wants it) the spool and a team endpoint. */
import { type Decided, type DecisionEvent, type EventSink, makesEvent } from '../core/event.ts';
import type { AuditLog } from './audit/auditLog.ts';
import { createAuditQueue } from './audit/auditQueue.ts';
import { beyond, BURST_MS, BURST_QUIET_MS, burstKey, decisionsOf, joined } from './bursts.ts';
import { deliverWaiting, NO_FAILURES, type Pass, pauseAfter } from './delivery.ts';
import { decisionEnvelope, droppedEnvelope, type Dropped, type Resource } from './otlp.ts';
import { type Endpoint, type Fetch, post } from './otlpPost.ts';
import { type Sharing, scrubbed, withoutPath } from './sharing.ts';
import { createSpool, type Held, type Spool } from './spool.ts';
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
  /** How long an event waits for others of its kind; 0: each goes alone. ms. */
  readonly burstQuietMs?: number;
  /** How much of an event leaves the machine, and what stands for a path. */
  readonly sharing?: () => Sharing;
  /** Redacts what a user or a model wrote (the reason of an override, the name of a model) before it is kept anywhere. */
  readonly scrub?: (text: string) => string;
  /** Where every event is kept on this machine. */
  readonly audit?: AuditLog;
  readonly onEvent?: (event: DecisionEvent) => void;
  /** Called after each attempt to send: how it went, and when the next one is (ms since the epoch; undefined: when somebody asks). */
  readonly onAttempt?: (state: DeliveryState, nextTry?: number) => void;
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

/** Something that is to be written into the spool. */
interface Unwritten {
  /** How many decisions are lost where it is dropped. */
  readonly decisions: () => number;
  readonly write: () => Promise<void>;
  /** Whether it changed since it was written. */
  readonly changed: () => boolean;
}

/** Events of one kind that are counted together. */
interface Burst {
  event: DecisionEvent;
  /** What the spool holds of it. */
  written?: DecisionEvent;
  held?: Held;
  /** Begin of its minute, and until when it waits. ms since the epoch. */
  readonly first: number;
  until: number;
  queued: boolean;
}

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
  const queue: Unwritten[] = [];
  const bursts = new Map<string, Burst>();
  const quietMs = options.burstQuietMs ?? BURST_QUIET_MS;
  const audit =
    options.audit &&
    createAuditQueue(options.audit, (error) =>
      setState({ kind: 'disk', message: `The audit log cannot be written (${codeOf(error)}). Its entries are held in memory for now.` }),
    );
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
      const whole: DecisionEvent = { ...withoutPath(scrubbed(decided, options.scrub), options.sharing?.()), uid: ids(), time: clock() };
      const { path, ...event } = whole;
      recent.push(event);
      if (recent.length > RECENT) recent.shift();
      if (run || options.keepWithoutEndpoint?.()) {
        gather(path === undefined ? event : whole);
        void drain().then(announce);
      }
      audit?.add(event);
      options.onEvent?.(event);
    } catch {
      // Whoever decides must go on deciding; the event's content stays out of the log.
      log('An event could not be recorded.');
    }
  }

  /** Wakes the delivery, once what was just written is due. */
  function announce(): void {
    const current = run;
    if (!current) return;
    const wake = (): void => {
      current.dirty = true;
      if (current.idle) current.wake();
    };
    const due = Math.max(0, ...[...bursts.values()].map(({ until }) => until)) - clock();
    if (due <= 0) wake();
    else void sleep(Math.min(due, BURST_MS) + 50, current.stop.signal).then(wake);
  }

  function enqueue(unwritten: Unwritten): void {
    queue.push(unwritten);
    if (queue.length <= MAX_QUEUED) return;
    lostInMemory += queue.shift()!.decisions();
  }

  /** Adds an event to the burst of its kind, or begins one. */
  function gather(event: DecisionEvent): void {
    const key = burstKey(event);
    const before = bursts.get(key);
    const now = clock();
    const sameMinute = before !== undefined && now >= before.first && now < before.first + BURST_MS;
    if (before && sameMinute && (now < before.until || before.queued)) {
      before.event = joined(before.event, event);
      before.until = Math.min(Math.max(before.until, now + quietMs), before.first + BURST_MS);
      if (!before.queued) enqueueBurst(before);
      return;
    }
    // Of a minute's later events there is one more, at its end.
    const first = sameMinute ? before.first : now;
    const burst: Burst = { event, first, until: sameMinute ? first + BURST_MS : now + quietMs, queued: false };
    if (quietMs > 0) bursts.set(key, burst);
    for (const [each, { first: began }] of bursts) if (now - began >= BURST_MS || now < began) bursts.delete(each);
    enqueueBurst(burst);
  }

  function enqueueBurst(burst: Burst): void {
    burst.queued = true;
    enqueue({
      decisions: () => decisionsOf(burst.event) - (burst.written ? decisionsOf(burst.written) : 0),
      changed: () => burst.event !== burst.written || (burst.queued = false),
      write: () => writeBurst(burst),
    });
  }

  async function writeBurst(burst: Burst): Promise<void> {
    const { event, until, held } = burst;
    const text = (each: DecisionEvent): string => JSON.stringify(decisionEnvelope(each, resource(), options.sharing?.().detail));
    if (quietMs === 0) await spool.put(event.uid, text(event));
    else if (!held) burst.held = await spool.hold(event.uid, text(event), until);
    else if (!(await held.update(text(event), until))) {
      // It has been delivered as it was; what came since is an event of its own.
      const rest = { ...beyond(burst.event, burst.written!), uid: ids(), time: clock() };
      burst.event = rest;
      delete burst.written;
      burst.held = await spool.hold(rest.uid, text(rest), until);
      burst.written = rest;
      return;
    }
    burst.written = event;
  }

  const resource = (): Resource => {
    const teamId = options.sharing?.().teamId;
    return teamId === undefined ? options.resource : { ...options.resource, teamId };
  };

  /** What is held back may be delivered now. */
  async function releaseHeld(): Promise<void> {
    const held = [...bursts.values()].flatMap((burst) => burst.held ?? []);
    bursts.clear();
    await Promise.all(held.map((each) => each.release().catch(() => undefined)));
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
        await next.write();
        // Another one may have been dropped from the front in the meantime.
        if (queue[0] === next && !next.changed()) queue.shift();
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
    let written = false;
    enqueue({
      decisions: () => 1,
      changed: () => !written,
      async write() {
        await spool.put(dropped.uid, JSON.stringify(droppedEnvelope(dropped, resource())));
        written = true;
      },
    });
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
      options.onAttempt?.(state, clock() + pause.waitMs);
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
    await drain().catch(() => undefined);
    await releaseHeld();
    const pass = await passOnce(endpoint, new AbortController().signal);
    options.onAttempt?.(state);
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
      await releaseHeld();
      await audit?.drain();
    },
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
