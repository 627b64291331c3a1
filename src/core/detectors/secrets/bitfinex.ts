import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const bitfinex: readonly Detector[] = [
  {
    id: 'bitfinex-key',
    title: 'Bitfinex API key or secret',
    why: 'Whoever has it can trade or move somebody’s cryptocurrency.',
    type: 'BITFINEX_KEY',
    ...contextual({ vendor: ['bitfinex'], value: '[A-Za-z0-9]{43}' }),
    finds: (fake) => [
      `BITFINEX_API_SECRET=«${fake.alnum(43)}»`,
      `{ "bitfinexApiSecret": "«${fake.alnum(43)}»" }`,
      `bitfinex-api-secret: '«${fake.alnum(43)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.alnum(43)}'`, because: 'nothing names the vendor' },
      { text: `BITFINEX_API_SECRET=${fake.alnum(14)}`, because: 'it is too short' },
    ],
    published: 'https://docs.bitfinex.com/docs/rest-auth',
  },
];
