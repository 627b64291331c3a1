/** What of a decision may be kept, and what the user agreed to share of it. Pure. */
import type { Decided } from '../core/event.ts';
import type { Detail } from './otlp.ts';

/** What the user agreed to share. */
export interface Sharing {
  readonly detail: Detail;
  readonly teamId?: string;
  /** Stands for a path under the team's key. */
  readonly pathHmac?: (path: string) => string;
}

/** The path leaves the machine only where that was agreed; what stands for it may. */
export function withoutPath(decided: Decided, sharing: Sharing | undefined): Decided {
  const { path, ...rest } = decided;
  if (path === undefined || sharing === undefined || sharing.detail === 'counts') return rest;
  const pathHmac = sharing.pathHmac?.(path);
  return { ...rest, ...(pathHmac !== undefined && { pathHmac }), ...(sharing.detail === 'paths' && { path }) };
}

/** Redacts what a user or a model wrote. */
export function scrubbed(decided: Decided, scrub: ((text: string) => string) | undefined): Decided {
  if (!scrub) return decided;
  return {
    ...decided,
    ...(decided.model !== undefined && { model: scrub(decided.model) }),
    ...(decided.override && { override: { reason: scrub(decided.override.reason) } }),
  };
}
