import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const bitly: readonly Detector[] = [
  {
    id: 'bitly-token',
    title: 'Bitly access token',
    why: 'It reads and changes short links.',
    type: 'BITLY_TOKEN',
    ...contextual({ vendor: ['bitly', 'bit.ly', 'bit_ly'], value: '[a-f0-9]{40}' }),
    finds: (fake) => [
      `BITLY_ACCESS_TOKEN=«${fake.hex(40)}»`,
      `{ "bitlyAccessToken": "«${fake.hex(40)}»" }`,
      `bitly-access-token: '«${fake.hex(40)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(40)}'`, because: 'nothing names the vendor' },
      { text: `BITLY_ACCESS_TOKEN=${fake.hex(13)}`, because: 'it is too short' },
    ],
    published: 'https://dev.bitly.com/docs/getting-started/authentication/',
  },
];
