import { randomBytes } from 'node:crypto';

export interface UuidSource {
  /** ms since the epoch. */
  readonly now: () => number;
  readonly random: (bytes: number) => Uint8Array;
}

/**
 * A maker of UUIDv7 (RFC 9562, section 5.7). Its ids sort in the order in which they were made, even within one millisecond and
 * when the clock goes back: `rand_a` is a counter with a random start (section 6.2, method 1), and a counter that is full
 * borrows the next millisecond.
 */
export function createUuidV7(source: UuidSource): () => string {
  let time = -1;
  let counter = 0;
  return () => {
    const bytes = source.random(10);
    const now = Math.floor(source.now());
    if (now > time) {
      time = now;
      counter = counterStart(bytes);
    } else if (++counter > 0xfff) {
      time += 1;
      counter = counterStart(bytes);
    }
    return format(time, counter, bytes);
  };
}

/** UUIDv7 by this machine's clock, monotonic within the process. */
export const uuidv7: () => string = createUuidV7({ now: Date.now, random: randomBytes });

/** 11 random bits: the twelfth stays free, so that at least 2,048 ids fit into a millisecond. */
function counterStart(bytes: Uint8Array): number {
  return ((bytes[0]! << 8) | bytes[1]!) & 0x7ff;
}

function format(time: number, counter: number, bytes: Uint8Array): string {
  const timeHex = hex(time, 12);
  let tail = '';
  for (const byte of bytes.subarray(4)) tail += hex(byte, 2);
  const versioned = `7${hex(counter, 3)}`;
  const variant = hex(0x80 | (bytes[2]! & 0x3f), 2) + hex(bytes[3]!, 2);
  return `${timeHex.slice(0, 8)}-${timeHex.slice(8)}-${versioned}-${variant}-${tail}`;
}

function hex(value: number, length: number): string {
  return value.toString(16).padStart(length, '0');
}
