const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** The value of each character of both alphabets, by its code; -1 for others. */
export const BASE64_VALUES = new Int8Array(128).fill(-1);
for (const [index, char] of [...ALPHABET].entries()) BASE64_VALUES[char.charCodeAt(0)] = index;
BASE64_VALUES['-'.charCodeAt(0)] = 62;
BASE64_VALUES['_'.charCodeAt(0)] = 63;

/**
 * The bytes of base64 or base64url from `start` to `end` (RFC 4648), as a text with one character a byte.
 * Stops at the first character that belongs to neither alphabet, padding included.
 */
export function decodeBase64(text: string, start = 0, end = text.length): string {
  let out = '';
  let bits = 0;
  let held = 0;
  for (let i = start; i < end; i++) {
    const value = BASE64_VALUES[text.charCodeAt(i)] ?? -1;
    if (value < 0) break;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out += String.fromCharCode((held >> bits) & 0xff);
  }
  return out;
}

/** ASCII text as base64url without padding. */
export function encodeBase64url(ascii: string): string {
  let out = '';
  let bits = 0;
  let held = 0;
  for (let i = 0; i < ascii.length; i++) {
    held = ((held << 8) | ascii.charCodeAt(i)) & 0xffff;
    for (bits += 8; bits >= 6;) {
      bits -= 6;
      out += ALPHABET[(held >> bits) & 63];
    }
  }
  if (bits > 0) out += ALPHABET[(held << (6 - bits)) & 63];
  return out.replaceAll('+', '-').replaceAll('/', '_');
}
