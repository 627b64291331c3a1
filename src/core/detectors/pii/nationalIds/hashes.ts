/** SHA-256 (FIPS 180-4) and Keccak-256 (as Ethereum uses it) over a few bytes, for the check digits of addresses. Not for secrets. */

const PRIMES = firstPrimes(64);
const fraction = (value: number): number => ((value - Math.floor(value)) * 4294967296) | 0;
const K = PRIMES.map((prime) => fraction(Math.cbrt(prime)));
const H = PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));

export function sha256(bytes: Uint8Array): Uint8Array {
  const padded = new Uint8Array(((bytes.length + 8) >> 6) * 64 + 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 4, bytes.length * 8);
  const hash = [...H];
  const words = new Int32Array(64);
  for (let block = 0; block < padded.length; block += 64) {
    for (let i = 0; i < 16; i++) words[i] = view.getInt32(block + i * 4);
    for (let i = 16; i < 64; i++) {
      const [a, b] = [words[i - 15]!, words[i - 2]!];
      const s0 = rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3);
      const s1 = rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10);
      words[i] = words[i - 16]! + s0 + words[i - 7]! + s1;
    }
    let [a, b, c, d, e, f, g, h] = hash as [number, number, number, number, number, number, number, number];
    for (let i = 0; i < 64; i++) {
      const t1 = (h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + K[i]! + words[i]!) | 0;
      const t2 = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((value, at) => (hash[at] = (hash[at]! + value) | 0));
  }
  const out = new DataView(new ArrayBuffer(32));
  hash.forEach((word, at) => out.setInt32(at * 4, word));
  return new Uint8Array(out.buffer);
}

const rotate = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++) if (primes.every((prime) => n % prime)) primes.push(n);
  return primes;
}

const MASK = (1n << 64n) - 1n;
const turn = (lane: bigint, by: number): bigint => ((lane << BigInt(by)) | (lane >> BigInt(64 - by))) & MASK;

/** Up to 135 bytes, which is one block. */
export function keccak256(bytes: Uint8Array): Uint8Array {
  const block = new Uint8Array(136);
  block.set(bytes);
  block[bytes.length]! |= 1;
  block[135]! |= 0x80;
  const state = Array<bigint>(25).fill(0n);
  for (let i = 0; i < 136; i++) state[i >> 3]! ^= BigInt(block[i]!) << BigInt(8 * (i & 7));
  permute(state);
  return Uint8Array.from({ length: 32 }, (_, i) => Number((state[i >> 3]! >> BigInt(8 * (i & 7))) & 255n));
}

function permute(a: bigint[]): void {
  let register = 1;
  for (let round = 0; round < 24; round++) {
    const column = [0, 1, 2, 3, 4].map((x) => a[x]! ^ a[x + 5]! ^ a[x + 10]! ^ a[x + 15]! ^ a[x + 20]!);
    for (let i = 0; i < 25; i++) a[i]! ^= column[(i + 4) % 5]! ^ turn(column[(i + 1) % 5]!, 1);
    let [x, y, lane] = [1, 0, a[1]!];
    for (let t = 0; t < 24; t++) {
      [x, y] = [y, (2 * x + 3 * y) % 5];
      const at = x + 5 * y;
      [lane, a[at]] = [a[at]!, turn(lane, (((t + 1) * (t + 2)) / 2) % 64)];
    }
    for (let row = 0; row < 25; row += 5) {
      const line = a.slice(row, row + 5);
      for (let i = 0; i < 5; i++) a[row + i] = line[i]! ^ (~line[(i + 1) % 5]! & MASK & line[(i + 2) % 5]!);
    }
    for (let j = 0; j < 7; j++) {
      register = (register << 1) ^ (register >> 7 ? 0x171 : 0);
      if (register & 2) a[0]! ^= 1n << ((1n << BigInt(j)) - 1n);
    }
  }
}
