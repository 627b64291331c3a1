import type { Action, Decision, Surface } from './policy/policy.ts';

/** One decision as it is logged and sent: never a value, never a raw path. `src/node/otlp.ts` maps it to the wire. */
export interface DecisionEvent {
  /** UUIDv7; the same id is a duplicate and safe to drop. */
  readonly uid: string;
  /** ms since the epoch. */
  readonly time: number;
  /** What was done in the end: what a user let through against advice is `allow`, with `override`. */
  readonly action: Action;
  readonly tier: string;
  readonly surface: Surface;
  /** The provider's name as the classification file knows it. */
  readonly provider: string;
  readonly model?: string;
  /** Findings that acted, by detector. */
  readonly detectors: readonly { readonly id: string; readonly count: number }[];
  /** The user went ahead against advice, and why. A user wrote the reason: whoever sends it redacts it first. */
  readonly override?: { readonly reason: string };
  /**
   * The decision was about a tool call of a model: its placeholders stayed because it reaches a network or may do so (`unknown`), or
   * it writes placeholders into a file whose values are not known here (`write`).
   */
  readonly toolCall?: 'network' | 'unknown' | 'write';
  /** Why there was a decision at all, where it was none about a text. */
  readonly cause?: 'exception' | 'guard_off' | 'guard_on' | 'guard_failed';
  /** Of `guard_off`: after how long the guard goes on by itself, at the latest. Of `guard_on`: how long it was off. s. */
  readonly offSeconds?: number;
  /** How many decisions of this kind, within a minute, this event stands for. Default: 1. */
  readonly count?: number;
  /** What stands for the values under the team's key, so that one leaked key is seen on many machines. Never of values easily guessed. */
  readonly fingerprints?: readonly string[];
  /** The file, relative to its workspace folder. The sink takes it out unless the team asked for paths and the user agreed. */
  readonly path?: string;
  /** What stands for the path under the team's key. */
  readonly pathHmac?: string;
  /** The glob of the classification file that decided. */
  readonly pathRule?: string;
  /** Without the dot. */
  readonly fileExtension?: string;
}

/** What a surface knows of a decision; whoever records it adds id and time. */
export type Decided = Omit<DecisionEvent, 'uid' | 'time' | 'count' | 'pathHmac'>;

/** Takes events; returns at once, never throws, and loses none. A plain `allow` makes no event. */
export interface EventSink {
  /** `why` is for the user's own screen and goes nowhere else. */
  record(decided: Decided, why?: Pick<Decision, 'reason' | 'source'>): void;
}

/** Whether a decision is worth an event: it kept something back or warned, the user went ahead against advice, or it is about the guard itself. */
export const makesEvent = (decided: Decided): boolean =>
  decided.action !== 'allow' || decided.override !== undefined || decided.cause !== undefined;

/** The event of a guard that was switched off or paused: an override, with its reason. */
export const guardIsOff = ({
  reason,
  ...rest
}: Pick<Decided, 'tier' | 'surface' | 'offSeconds'> & { readonly reason: string }): Decided => ({
  ...rest,
  action: 'allow',
  provider: '*',
  detectors: [],
  cause: 'guard_off',
  override: { reason },
});

/** The event of a guard that is on again. */
export const guardIsOn = (facts: Pick<Decided, 'tier' | 'offSeconds'>): Decided => ({
  ...facts,
  surface: 'chat',
  action: 'allow',
  provider: '*',
  detectors: [],
  cause: 'guard_on',
});

/** Findings that acted, over all detectors. */
export const countFindings = (decided: Pick<Decided, 'detectors'>): number =>
  decided.detectors.reduce((sum, detector) => sum + detector.count, 0);
