import type { Verdict } from '../../core/guard/guardRequest.ts';
import type { World } from '../../core/guard/world.ts';

export interface InterceptorOptions {
  /** Asked for each request, so the guard may come to life later. */
  readonly world: () => World;
  /** Whether the user has the guard switched on. */
  readonly enabled: () => boolean;
  /** Told what became of each guarded request. */
  readonly onDecision?: (decided: GuardedTraffic) => void;
  /** For what went wrong, never for a value. */
  readonly log: (message: string) => void;
}

export interface GuardedTraffic {
  readonly host: string;
  /** Without the query, which may hold a key. */
  readonly path: string;
  readonly provider: string;
  readonly verdict: Verdict;
}

export interface Disposable {
  dispose(): void;
}

/** Larger bodies are refused: they cannot be read in the time a request has. 64 MB. */
export const MAX_BODY = 64 * 1024 * 1024;
