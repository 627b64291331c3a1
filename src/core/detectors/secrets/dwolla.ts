import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const dwolla: readonly Detector[] = [
  {
    id: 'dwolla-secret',
    title: 'Dwolla key or secret',
    why: 'Whoever has it can charge, refund and read payments in the merchant’s name.',
    type: 'DWOLLA_KEY',
    ...contextual({ vendor: ['dwolla'], value: '[A-Za-z0-9]{50}' }),
    finds: (fake) => [
      `DWOLLA_APP_SECRET=«${fake.alnum(50)}»`,
      `{ "dwollaAppSecret": "«${fake.alnum(50)}»" }`,
      `dwolla-app-secret: '«${fake.alnum(50)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.alnum(50)}'`, because: 'nothing names the vendor' },
      { text: `DWOLLA_APP_SECRET=${fake.alnum(16)}`, because: 'it is too short' },
    ],
    published: 'https://developers.dwolla.com/docs/auth',
  },
];
