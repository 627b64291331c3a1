/** HMAC-SHA256, synchronous. The core is pure, so its host brings it in (`src/node/crypto.ts`). Returns 32 bytes. */
export type Hmac = (key: Uint8Array, message: string) => Uint8Array;

/** Upper-case hexadecimal of the first `bytes` bytes. */
export function upperHex(digest: Uint8Array, bytes: number): string {
  let hex = '';
  for (const byte of digest.subarray(0, bytes)) hex += byte.toString(16).padStart(2, '0');
  return hex.toUpperCase();
}
