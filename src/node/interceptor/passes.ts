import { createHash } from 'node:crypto';

/**
 * The ways by which a request leaves, outer before inner: one may be built on a later one (`fetch` of undici may use HTTP/2), and then
 * both see the same request. `model`: a request that Cordon makes itself, for a model it offers.
 */
export const WAYS = ['model', 'electron', 'undici', 'http', 'http2'] as const;
export type Way = (typeof WAYS)[number];

export interface Passes {
  /** Lets these very bytes, to this provider and path, through the ways inside this one, once. Returns how to take that back. */
  issue(way: Way, provider: string, path: string, bytes: Uint8Array): () => void;
  /** Whether a way outside this one has just decided on these very bytes. */
  redeem(way: Way, provider: string, path: string, bytes: Uint8Array): boolean;
}

/** More are not under way between two ways at one moment; without room, a request is guarded twice, which does no harm. */
const KEPT = 64;

/**
 * Keeps a request from being guarded, told and restored twice. A pass is bound to the bytes, not to the moment or the caller, so what
 * has not been decided on cannot use one.
 */
export function createPasses(): Passes {
  const issued = new Map<string, Way>();
  return {
    issue(way, provider, path, bytes) {
      const key = keyOf(provider, path, bytes);
      issued.set(key, way);
      for (const oldest of issued.keys()) {
        if (issued.size <= KEPT) break;
        issued.delete(oldest);
      }
      return () => void issued.delete(key);
    },
    redeem(way, provider, path, bytes) {
      if (issued.size === 0) return false;
      const key = keyOf(provider, path, bytes);
      const by = issued.get(key);
      return by !== undefined && WAYS.indexOf(by) < WAYS.indexOf(way) && issued.delete(key);
    },
  };
}

const keyOf = (provider: string, path: string, bytes: Uint8Array): string =>
  createHash('sha256').update(`${provider}\0${path}\0`).update(bytes).digest('base64');
