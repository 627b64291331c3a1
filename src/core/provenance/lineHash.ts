/** A salt as the hash takes it: 64 bits in two 32-bit halves. */
export type LineKey = readonly [number, number];

/** One state of HalfSipHash, 64 bits wide in its answer. */
export interface HashState {
  v0: number;
  v1: number;
  v2: number;
  v3: number;
}

/**
 * HalfSipHash-1-3 with 64 bits of answer (https://github.com/veorq/SipHash; the rounds as Linux has them, Documentation/security/siphash.rst):
 * a keyed hash made for short texts, which tells nothing to who does not hold the key. `lines.ts` has the rounds of compression written out,
 * because a megabyte has to pass in milliseconds; here is what begins and ends a line.
 */
export function beginHash(state: HashState, [k0, k1]: LineKey): void {
  state.v0 = k0;
  state.v1 = k1 ^ 0xee;
  state.v2 = 0x6c796765 ^ k0;
  state.v3 = 0x74656462 ^ k1;
}

/** One round of compression with four bytes. */
export function compress(state: HashState, word: number): void {
  state.v3 ^= word;
  round(state);
  state.v0 ^= word;
}

/** Ends the hash with what is left of the last word (`length` bytes altogether). The lower half is returned, the upper is in `upperHalf`. */
export function endHash(state: HashState, rest: number, length: number): number {
  compress(state, rest | ((length & 0xff) << 24));
  state.v2 ^= 0xee;
  for (let i = 0; i < 3; i++) round(state);
  const lower = (state.v1 ^ state.v3) >>> 0;
  state.v1 ^= 0xdd;
  for (let i = 0; i < 3; i++) round(state);
  return lower;
}

/** The upper half of the answer, after `endHash`. */
export const upperHalf = (state: HashState): number => (state.v1 ^ state.v3) >>> 0;

function round(state: HashState): void {
  let { v0, v1, v2, v3 } = state;
  v0 = (v0 + v1) | 0;
  v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
  v0 = (v0 << 16) | (v0 >>> 16);
  v2 = (v2 + v3) | 0;
  v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
  v0 = (v0 + v3) | 0;
  v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
  v2 = (v2 + v1) | 0;
  v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
  v2 = (v2 << 16) | (v2 >>> 16);
  state.v0 = v0;
  state.v1 = v1;
  state.v2 = v2;
  state.v3 = v3;
}
