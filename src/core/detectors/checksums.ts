/** Checksums that vendors and standards put into their identifiers. Pure arithmetic on short strings. */

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

const CRC_TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc;
});

/** CRC-32 (ISO-HDLC) of an ASCII text, unsigned. */
export function crc32(ascii: string): number {
  let crc = -1;
  for (let i = 0; i < ascii.length; i++) crc = CRC_TABLE[(crc ^ ascii.charCodeAt(i)) & 0xff]! ^ (crc >>> 8);
  return (crc ^ -1) >>> 0;
}

/** Digits, then capitals, then small letters, padded with `0` on the left. */
export function base62(value: number, length: number): string {
  let out = '';
  for (let rest = value; rest > 0; rest = Math.floor(rest / 62)) out = BASE62[rest % 62] + out;
  return out.padStart(length, '0');
}

/**
 * Whether the last 6 characters are the base62 CRC32 of the ones before, as in GitHub's and npm's tokens
 * (https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/). `body` has no prefix.
 */
export const fitsCrc32 = (body: string): boolean => base62(crc32(body.slice(0, -6)), 6) === body.slice(-6);

/** Luhn's check (ISO/IEC 7812-1) over a string of digits alone. */
export function fitsLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    const doubled = i % 2 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** The ISO 7064 MOD 97-10 remainder of a text of digits and letters (a letter counts as two digits, A = 10). */
export function mod97(text: string): number {
  let remainder = 0;
  for (const char of text) {
    const value = parseInt(char, 36);
    remainder = (value > 9 ? remainder * 100 + value : remainder * 10 + value) % 97;
  }
  return remainder;
}
