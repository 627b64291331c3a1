import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const alphaVantage: readonly Detector[] = [
  {
    id: 'alpha-vantage-key',
    title: 'Alpha Vantage API key',
    why: 'It calls a paid service at the account’s cost.',
    type: 'ALPHAVANTAGE_KEY',
    ...contextual({ vendor: ['alphavantage', 'alpha_vantage', 'alpha-vantage'], value: '[A-Z0-9]{16}' }),
    finds: (fake) => [
      `ALPHA_VANTAGE_API_KEY=«${fake.upperAlnum(16)}»`,
      `{ "alphaVantageApiKey": "«${fake.upperAlnum(16)}»" }`,
      `alpha-vantage-api-key: '«${fake.upperAlnum(16)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.upperAlnum(16)}'`, because: 'nothing names the vendor' },
      { text: `ALPHA_VANTAGE_API_KEY=${fake.upperAlnum(5)}`, because: 'it is too short' },
    ],
    published: 'https://www.alphavantage.co/documentation/',
  },
];
