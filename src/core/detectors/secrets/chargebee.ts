import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const chargebee: readonly Detector[] = [
  {
    id: 'chargebee-api-key',
    title: 'Chargebee API key',
    why: 'Whoever has it can charge, refund and read payments in the merchant’s name.',
    type: 'CHARGEBEE_KEY',
    ...contextual({ vendor: ['chargebee'], value: '(?:live|test)_[A-Za-z0-9]{29,40}' }),
    finds: (fake) => [
      `CHARGEBEE_API_KEY=«live_${fake.alnum(32)}»`,
      `{ "chargebeeApiKey": "«live_${fake.alnum(32)}»" }`,
      `chargebee-api-key: '«live_${fake.alnum(32)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = 'live_${fake.alnum(32)}'`, because: 'nothing names the vendor' },
      { text: `CHARGEBEE_API_KEY=live_${fake.alnum(10)}`, because: 'it is too short' },
    ],
    published: 'https://apidocs.chargebee.com/docs/api/auth',
  },
];
