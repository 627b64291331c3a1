import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const recurly: readonly Detector[] = [
  {
    id: 'recurly-api-key',
    title: 'Recurly API key',
    why: 'Whoever has it can charge, refund and read payments in the merchant’s name.',
    type: 'RECURLY_KEY',
    ...contextual({ vendor: ['recurly'], value: '[a-f0-9]{32}' }),
    finds: (fake) => [
      `RECURLY_API_KEY=«${fake.hex(32)}»`,
      `{ "recurlyApiKey": "«${fake.hex(32)}»" }`,
      `recurly-api-key: '«${fake.hex(32)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(32)}'`, because: 'nothing names the vendor' },
      { text: `RECURLY_API_KEY=${fake.hex(10)}`, because: 'it is too short' },
    ],
    published: 'https://recurly.com/developers/api/',
  },
];
