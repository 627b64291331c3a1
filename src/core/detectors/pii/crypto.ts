import type { Confidence } from '../../finding.ts';
import type { Detector, Match } from '../detector.ts';
import { keccak256, sha256 } from './nationalIds/hashes.ts';

const published = 'https://github.com/bitcoin/bips/blob/master/bip-0350.mediawiki';
const why = 'It shows everything its owner ever paid and received.';

/** Addresses of cryptocurrencies, each with its own check. */
export const cryptoAddresses: readonly Detector[] = [
  {
    id: 'bitcoin-bech32-address',
    title: 'Bitcoin address',
    kind: 'pii',
    why,
    type: 'CRYPTO',
    entity: 'CRYPTO',
    literals: ['bc1', 'ltc1', 'tb1q'],
    pattern: /(?<![A-Za-z0-9])(?<value>(?:bc1|ltc1|tb1)[ac-hj-np-z02-9]{11,71}|(?:BC1|LTC1|TB1)[AC-HJ-NP-Z02-9]{11,71})(?![A-Za-z0-9])/,
    after: 80,
    confidence: 'high',
    accept: ({ value }) => (fitsBech32(value.toLowerCase()) ? 'high' : undefined),
    finds: () => [`pay to «${bech32Example()}»`],
    ignores: () => [
      { text: `pay to ${bech32Example().replace(/.$/, (c) => (c === 'q' ? 'p' : 'q'))}`, because: 'its checksum does not fit' },
      { text: 'abc123', because: 'it is a word' },
    ],
    published,
  },
  {
    id: 'bitcoin-address',
    title: 'Bitcoin, Litecoin or Dogecoin address',
    kind: 'pii',
    why,
    type: 'CRYPTO',
    entity: 'CRYPTO',
    literals: ['bitcoin', 'btc', 'wallet', 'address', 'crypto', 'satoshi', 'litecoin', 'doge', 'payment', 'donat'],
    inShortTexts: true,
    pattern: /(?<![A-Za-z0-9+/=_-])(?<value>[13LMD9][1-9A-HJ-NP-Za-km-z]{25,34})(?![A-Za-z0-9+/=_])/,
    before: 80,
    after: 120,
    confidence: 'high',
    accept: ({ value }) => (fitsBase58Check(value) ? 'high' : undefined),
    finds: () => [`btc: «${base58Example()}»`, `"wallet": "«${base58Example()}»"`],
    ignores: () => [
      { text: `btc: ${base58Example().replace(/.$/, (c) => (c === '2' ? '3' : '2'))}`, because: 'its checksum does not fit' },
    ],
    published: 'https://en.bitcoin.it/wiki/Base58Check_encoding',
  },
  {
    id: 'ethereum-address',
    title: 'Ethereum address',
    kind: 'pii',
    why,
    type: 'CRYPTO',
    entity: 'CRYPTO',
    literals: ['ethereum', 'eth:', 'eth ', 'eth_', 'erc20', 'wallet', 'address', '0x'.padEnd(3, '0'), 'metamask', 'usdt'],
    inShortTexts: true,
    pattern: /(?<![A-Za-z0-9])(?<value>0x[0-9a-fA-F]{40})(?![A-Za-z0-9])/,
    before: 60,
    after: 110,
    confidence: 'medium',
    accept: byMixedCase,
    finds: (fake) => [`wallet: «${toMixedCase(fake.hex(40))}»`, `ETH address «0x${fake.hex(40)}»`],
    ignores: (fake) => [
      { text: `wallet: ${flipCase(toMixedCase(fake.hex(40)))}`, because: 'its capitals do not fit (EIP-55)' },
      { text: `the commit that broke the build was 0x${fake.hex(40)}`, because: 'nothing says that it is an address' },
      { text: `wallet: 0x${fake.hex(64)}`, because: 'it is a transaction or a key' },
    ],
    published: 'https://eips.ethereum.org/EIPS/eip-55',
  },
];

function byMixedCase({ value, text, start }: Match): Confidence | undefined {
  const hex = value.slice(2);
  if (/^(.)\1+$/.test(hex)) return undefined;
  if (hex !== hex.toLowerCase() && hex !== hex.toUpperCase()) return value === toMixedCase(hex.toLowerCase()) ? 'high' : undefined;
  return /eth|erc-?20|wallet|address|metamask|usdt/i.test(text.slice(Math.max(0, start - 60), start))
    ? 'medium'
    : text.length <= 64
      ? 'low'
      : undefined;
}

/** A hexadecimal address with its capitals set by the hash of itself (EIP-55). `hex` is lower case, without `0x`. */
export function toMixedCase(hex: string): string {
  const hash = keccak256(Uint8Array.from(hex, (char) => char.charCodeAt(0)));
  return `0x${[...hex].map((char, at) => ((hash[at >> 1]! >> (at % 2 ? 0 : 4)) & 8 ? char.toUpperCase() : char)).join('')}`;
}

const flipCase = (address: string): string =>
  address.slice(0, 2) +
  address.slice(2).replace(/[a-zA-Z]/, (char) => (char === char.toLowerCase() ? char.toUpperCase() : char.toLowerCase()));

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** Whether the last 4 of 25 bytes are the head of the double SHA-256 of the ones before. */
export function fitsBase58Check(text: string): boolean {
  let number = 0n;
  for (const char of text) number = number * 58n + BigInt(BASE58.indexOf(char));
  if (number >> 200n) return false;
  const bytes = Uint8Array.from({ length: 25 }, (_, i) => Number((number >> BigInt(8 * (24 - i))) & 255n));
  const zeros = /^1*/.exec(text)![0].length;
  if (bytes.findIndex((byte) => byte !== 0) !== zeros) return false;
  const hash = sha256(sha256(bytes.slice(0, 21)));
  return [0, 1, 2, 3].every((i) => hash[i] === bytes[21 + i]);
}

function base58Example(): string {
  const body = Uint8Array.from({ length: 21 }, (_, i) => (i === 0 ? 5 : (i * 37 + 11) % 256));
  let number = [...body, ...sha256(sha256(body)).slice(0, 4)].reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  let text = '';
  for (; number > 0n; number /= 58n) text = BASE58[Number(number % 58n)]! + text;
  return text;
}

const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';

function polymod(values: readonly number[]): number {
  let check = 1;
  for (const value of values) {
    const top = check >>> 25;
    check = ((check & 0x1ffffff) << 5) ^ value;
    [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3].forEach((generator, bit) => {
      if ((top >> bit) & 1) check ^= generator;
    });
  }
  return check;
}

const expand = (prefix: string): number[] => [
  ...[...prefix].map((c) => c.charCodeAt(0) >> 5),
  0,
  ...[...prefix].map((c) => c.charCodeAt(0) & 31),
];

/** Bech32 (BIP 173) and Bech32m (BIP 350). `text` is lower case. */
export function fitsBech32(text: string): boolean {
  const one = text.lastIndexOf('1');
  const sum = polymod([...expand(text.slice(0, one)), ...[...text.slice(one + 1)].map((char) => BECH32.indexOf(char))]);
  return sum === 1 || sum === 0x2bc830a3;
}

function bech32Example(): string {
  const data = Array.from({ length: 33 }, (_, i) => (i === 0 ? 0 : (i * 11 + 3) % 32));
  const sum = polymod([...expand('bc'), ...data, 0, 0, 0, 0, 0, 0]) ^ 1;
  return `bc1${[...data, ...[0, 1, 2, 3, 4, 5].map((i) => (sum >> (5 * (5 - i))) & 31)].map((value) => BECH32[value]).join('')}`;
}
