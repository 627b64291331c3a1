import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const binance: readonly Detector[] = [
  {
    id: 'binance-key',
    title: 'Binance API key or secret',
    why: 'Whoever has it can trade or move somebody’s cryptocurrency.',
    type: 'BINANCE_KEY',
    ...contextual({ vendor: ['binance'], value: '[A-Za-z0-9]{64}' }),
    finds: (fake) => [
      `BINANCE_API_SECRET=«${fake.alnum(64)}»`,
      `{ "binanceApiSecret": "«${fake.alnum(64)}»" }`,
      `binance-api-secret: '«${fake.alnum(64)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.alnum(64)}'`, because: 'nothing names the vendor' },
      { text: `BINANCE_API_SECRET=${fake.alnum(21)}`, because: 'it is too short' },
    ],
    published: 'https://developers.binance.com/docs/binance-spot-api-docs/rest-api/request-security',
    revoke: 'https://www.binance.com/en/my/settings/api-management',
  },
];
