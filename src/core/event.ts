import type { Action, Surface } from './policy/policy.ts';

/** One decision as it is logged and sent: never a value, never a raw path. `src/node/otlp.ts` maps it to the wire. */
export interface DecisionEvent {
  /** UUIDv7; the same id is a duplicate and safe to drop. */
  readonly uid: string;
  /** ms since the epoch. */
  readonly time: number;
  readonly action: Action;
  readonly tier: string;
  readonly surface: Surface;
  readonly provider: string;
  readonly model?: string;
  /** Findings that acted, by detector. */
  readonly detectors: readonly { readonly id: string; readonly count: number }[];
  /** The user went ahead against advice. */
  readonly override?: { readonly reason: string };
  /** The glob of the classification file that decided. */
  readonly pathRule?: string;
  /** Without the dot. */
  readonly fileExtension?: string;
}

/** What a surface knows of a decision; whoever records it adds id and time. */
export type Decided = Omit<DecisionEvent, 'uid' | 'time'>;

/** Takes events; returns at once and loses none. A plain `allow` makes no event. */
export interface EventSink {
  record(decided: Decided): void;
}
