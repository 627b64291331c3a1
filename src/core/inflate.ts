import { Gunzip, Unzlib } from 'fflate';

/** What may still come out of compressed runs of one text, in bytes: a bomb gives as much as an honest payload, and then nothing. */
export interface InflationBudget {
  left: number;
}

/** For a text of so many UTF-16 units: half of what `scan` allows to all that is decoded, so that a bomb leaves room for the rest. */
export const createBudget = (length: number): InflationBudget => ({ left: 2 * length + 32_768 });

/** So many compressed bytes are given to the inflater at once. Deflate makes at most 1,032 of one, so no step makes more than 264 KB. */
const STEP = 256;
/** And so many are read of one run. */
const LONGEST = 4_000_000;
/** What the inflater's own tables cost, so that thousands of short runs are not thousands of tables. */
const OPENING = 8192;

/** Whether bytes (one character each) begin as gzip (RFC 1952) or zlib (RFC 1950, its usual window) does. */
export function isCompressed(head: string): boolean {
  const first = head.charCodeAt(0);
  const second = head.charCodeAt(1);
  if (first === 0x1f) return second === 0x8b && head.charCodeAt(2) === 8 && head.length >= 12;
  return first === 0x78 && (second === 0x01 || second === 0x5e || second === 0x9c || second === 0xda) && head.length >= 8;
}

/**
 * What gzip or zlib packed, bytes in and bytes out as one character each, as far as it can be read and the budget goes: what is cut
 * off or damaged gives its beginning. Never throws.
 */
export function inflate(bytes: string, budget: InflationBudget): string {
  if (budget.left <= 0) return '';
  const parts: string[] = [];
  const add = (chunk: Uint8Array): void => {
    const kept = chunk.subarray(0, Math.max(0, budget.left));
    budget.left -= chunk.length;
    for (let at = 0; at < kept.length; at += 8192) parts.push(String.fromCharCode(...kept.subarray(at, at + 8192)));
  };
  budget.left -= OPENING;
  const stream = bytes.charCodeAt(0) === 0x1f ? new Gunzip(add) : new Unzlib(add);
  const end = Math.min(bytes.length, LONGEST);
  try {
    for (let at = 0; at < end && budget.left > 0; at += STEP) {
      const step = Uint8Array.from({ length: Math.min(STEP, end - at) }, (_, i) => bytes.charCodeAt(at + i) & 0xff);
      stream.push(step, at + STEP >= bytes.length);
    }
  } catch {
    // Not what its first bytes promised from here on.
  }
  return parts.join('');
}
