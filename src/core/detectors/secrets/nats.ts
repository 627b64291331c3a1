import type { Detector } from '../detector.ts';
import { looksGenerated } from './plausible.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export const nats: readonly Detector[] = [
  {
    id: 'nats-seed',
    title: 'NATS seed (NKey)',
    kind: 'secret',
    why: 'It signs in as that user, account or operator of a NATS system.',
    type: 'NATS_SEED',
    literals: ['nkey', 'nats', 'seed', 'creds'],
    pattern: /(?<![A-Za-z0-9_/+-])(?<value>S[UAONC][A-Z2-7]{56})(?![A-Za-z0-9_/+=-])/,
    before: 160,
    after: 240,
    inShortTexts: true,
    confidence: 'high',
    accept: ({ value }) => (looksGenerated(value) ? (fitsCrc16(value) ? 'high' : 'medium') : undefined),
    finds: (fake) => [
      `# seed: «${fake.join('S', 'U')}${fake.base32(56)}»\nnkey = "U${fake.base32(55)}"`,
      `-----BEGIN USER NKEY SEED-----\n«${fake.join('S', 'A')}${fake.base32(56)}»\n------END USER NKEY SEED------`,
    ],
    ignores: (fake) => [
      { text: `nkey = "U${fake.base32(55)}"`, because: 'it is the public half' },
      { text: `nkey: ${fake.join('S', 'U')}${'A'.repeat(56)}`, because: 'it only shows the form' },
    ],
    published: 'https://docs.nats.io/running-a-nats-service/configuration/securing_nats/auth_intro/nkey_auth',
  },
];

/** The last two bytes of a seed are a CRC-16 (XMODEM) of those before, low byte first (https://github.com/nats-io/nkeys). */
function fitsCrc16(seed: string): boolean {
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const char of seed) {
    held = ((held << 5) | ALPHABET.indexOf(char)) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 0xff);
  }
  const sum = bytes.slice(0, -2).reduce((crc, byte) => {
    let next = crc ^ (byte << 8);
    for (let bit = 0; bit < 8; bit++) next = (next & 0x8000 ? (next << 1) ^ 0x1021 : next << 1) & 0xffff;
    return next;
  }, 0);
  return sum === bytes.at(-2)! + 256 * bytes.at(-1)!;
}
