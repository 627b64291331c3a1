import { type Hmac, upperHex } from './crypto.ts';

/**
 * A placeholder: `CORDON_<TYPE>_<12 upper-case hex>`. Identifier-safe, so that it lives through JSON, code, shells, URLs and models.
 * Always a fresh object, because a global RegExp keeps state.
 */
export const placeholderPattern = (): RegExp => /CORDON_[A-Z][A-Z0-9_]{0,19}_[0-9A-F]{12}(?![0-9A-Za-z_])/g;

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
