import { type Hmac, upperHex } from './crypto.ts';
import type { Vault } from './vault.ts';

/**
 * A placeholder: `CORDON_<TYPE>_<12 upper-case hex>`. Identifier-safe, so that it lives through JSON, code, shells, URLs and models.
 * Always a fresh object, because a global RegExp keeps state.
 */
export const placeholderPattern = (): RegExp => /CORDON_[A-Z][A-Z0-9_]{0,19}_[0-9A-F]{12}(?![0-9A-Za-z_])/g;

/** A placeholder that stands in a text, where a value ought to. */
export interface StandingPlaceholder {
  readonly placeholder: string;
  /** UTF-16 offsets, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** Undefined: this vault never gave it out. */
  readonly value: string | undefined;
}

/** The placeholders of a text, in its order: what would be written to disk instead of values. */
export function findPlaceholders(text: string, vault: Pick<Vault, 'get'>): StandingPlaceholder[] {
  if (!text.includes('CORDON_')) return [];
  return [...text.matchAll(placeholderPattern())].map((match) => ({
    placeholder: match[0],
    start: match.index,
    end: match.index + match[0].length,
    value: vault.get(match[0]),
  }));
}

/** `CORDON_` + type (at most 20) + `_` + 12: what a stream may have to hold back, in UTF-16 units. */
export const MAX_PLACEHOLDER_LENGTH = 7 + 20 + 1 + 12;

/**
 * Names a value. The same type and value always give the same placeholder under one key, so conversations stay coherent and
 * provider-side prompt caches keep hitting. `attempt` above 0 gives another name for the same value, for texts in which the
 * first one stands already.
 */
export type PlaceholderNamer = (type: string, value: string, attempt?: number) => string;

/** A namer for one workspace. `key` is the workspace's own, at least 16 bytes, and never leaves the machine. */
export function createNamer(hmac: Hmac, key: Uint8Array): PlaceholderNamer {
  return (type, value, attempt = 0) => {
    const digest = hmac(key, `cordon-placeholder-v1\0${attempt}\0${value}`);
    return `CORDON_${placeholderType(type)}_${upperHex(digest, 6)}`;
  };
}

function placeholderType(type: string): string {
  const upper = type.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
  const identifier = /^[A-Z]/.test(upper) ? upper : `X${upper}`;
  return identifier.slice(0, 20).replace(/_+$/, '');
}
