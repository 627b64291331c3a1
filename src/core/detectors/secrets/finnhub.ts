import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const finnhub: readonly Detector[] = [
  {
    id: 'finnhub-key',
    title: 'Finnhub API key',
    why: 'It calls a paid service at the account’s cost.',
    type: 'FINNHUB_KEY',
    ...contextual({ vendor: ['finnhub'], value: '[a-z0-9]{20}(?:[a-z0-9]{20})?' }),
    finds: (fake) => [
      `FINNHUB_API_KEY=«${fake.lowerAlnum(20)}»`,
      `{ "finnhubApiKey": "«${fake.lowerAlnum(20)}»" }`,
      `finnhub-api-key: '«${fake.lowerAlnum(20)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.lowerAlnum(20)}'`, because: 'nothing names the vendor' },
      { text: `FINNHUB_API_KEY=${fake.lowerAlnum(6)}`, because: 'it is too short' },
    ],
    published: 'https://finnhub.io/docs/api/authentication',
  },
];
