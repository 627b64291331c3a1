import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const bittrex: readonly Detector[] = [
  {
    id: 'bittrex-key',
    title: 'Bittrex API key or secret',
    why: 'Whoever has it can trade or move somebody’s cryptocurrency.',
    type: 'BITTREX_KEY',
    ...contextual({ vendor: ['bittrex'], value: '[a-z0-9]{32}' }),
    finds: (fake) => [
      `BITTREX_API_KEY=«${fake.lowerAlnum(32)}»`,
      `{ "bittrexApiKey": "«${fake.lowerAlnum(32)}»" }`,
      `bittrex-api-key: '«${fake.lowerAlnum(32)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.lowerAlnum(32)}'`, because: 'nothing names the vendor' },
      { text: `BITTREX_API_KEY=${fake.lowerAlnum(10)}`, because: 'it is too short' },
    ],
  },
];
