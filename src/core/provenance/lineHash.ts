import type { LineHash } from './contentIndex.ts';

/**
 * A fast salted hash of 64 bits: two lanes in the manner of MurmurHash3's mixing (https://github.com/aappleby/smhasher). It keeps
 * lines apart and unreadable in memory; it is no proof against somebody who holds the salt. `salt` is two random 32-bit numbers.
 */
export function createLineHash([first, second]: readonly [number, number]): LineHash {
  return (line) => {
    let a = first | 0;
    let b = second | 0;
    for (let at = 0; at < line.length; at++) {
      const code = line.charCodeAt(at);
      a = Math.imul(a ^ code, 0xcc9e2d51);
      a = (a << 15) | (a >>> 17);
      b = Math.imul(b ^ code, 0x1b873593);
      b = (b << 13) | (b >>> 19);
      a = (a + b) | 0;
    }
    a = finish(a ^ line.length);
    b = finish(b ^ Math.imul(a, 0xe6546b64));
    return (BigInt(a >>> 0) << 32n) | BigInt(b >>> 0);
  };
}

function finish(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
