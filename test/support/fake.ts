import { base62, crc32, fitsLuhn } from '../../src/core/detectors/checksums.ts';
import type { Fake } from '../../src/core/detectors/detector.ts';

const DIGITS = '0123456789';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();

/** A new generator: the same seed and the same calls in the same order give the same values. */
export function createFake(seed = 1): Fake {
  const next = mulberry32(seed);
  const pick = (alphabet: string, length: number): string => {
    let out = '';
    for (let i = 0; i < length; i++) out += alphabet[Math.floor(next() * alphabet.length)];
    return out;
  };
  /** Looks random to a reader too: from 8 characters on there is one of each class in it. */
  const mixed = (alphabet: string, length: number, classes: readonly RegExp[]): string => {
    let out = pick(alphabet, length);
    while (length >= 8 && !classes.every((each) => each.test(out))) out = pick(alphabet, length);
    return out;
  };
  const three = [/[0-9]/, /[a-z]/, /[A-Z]/];
  const alnum = (length: number): string => mixed(UPPER + LOWER + DIGITS, length, three);

  return {
    digits: (length) => pick(DIGITS, length),
    hex: (length) => mixed('0123456789abcdef', length, [/[0-9]/, /[a-f]/]),
    lower: (length) => pick(LOWER, length),
    upper: (length) => pick(UPPER, length),
    alnum,
    upperAlnum: (length) => mixed(UPPER + DIGITS, length, [/[0-9]/, /[A-Z]/]),
    lowerAlnum: (length) => mixed(LOWER + DIGITS, length, [/[0-9]/, /[a-z]/]),
    base32: (length) => mixed(`${UPPER}234567`, length, [/[2-7]/, /[A-Z]/]),
    // Neither ends in a sign, so that a text around it keeps a clear edge.
    base64url: (length) => mixed(`${UPPER}${LOWER}${DIGITS}_-`, length - 1, three) + pick(LOWER, 1),
    base64: (length) => mixed(`${UPPER}${LOWER}${DIGITS}+/`, length - 1, three) + pick(LOWER, 1),
    join: (...parts) => parts.join(''),
    checksummed(prefix) {
      const body = alnum(30);
      return prefix + body + base62(crc32(body), 6);
    },
    luhn(prefix, length) {
      const body = prefix + pick(DIGITS, length - prefix.length - 1);
      for (const last of DIGITS) if (fitsLuhn(body + last)) return body + last;
      throw new Error('one of ten check digits fits');
    },
    pem(label) {
      // A DER sequence of 1,191 bytes begins with the same characters in every RSA key of 2048 bits.
      const body = `MIIEowIBAAKCAQEA${mixed(`${UPPER}${LOWER}${DIGITS}+/`, 1572, three)}`;
      const lines = body.match(/.{1,64}/g)!.join('\n');
      return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----`;
    },
  };
}

/** A small generator of numbers in [0, 1) with 32 bits of state. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
