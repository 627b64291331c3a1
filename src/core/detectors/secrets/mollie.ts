import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { prefixed } from './prefixToken.ts';

export const mollie: readonly Detector[] = [
  {
    id: 'mollie-live-key',
    title: 'Mollie API key',
    why: 'Whoever has it can charge, refund and read payments in the merchant’s name.',
    type: 'MOLLIE_KEY',
    ...prefixed({ prefix: 'live_', alone: true, tail: '[A-Za-z0-9]{30,40}', confidence: 'medium' }),
    finds: (fake) => [`MOLLIE_KEY=«live_${fake.alnum(30)}»`, `{ "token": "«live_${fake.alnum(30)}»" }`],
    ignores: (fake) => [
      { text: `live_${fake.alnum(10)}`, because: 'it is too short' },
      { text: `live_${'x'.repeat(30)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}live_${fake.alnum(30)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://docs.mollie.com/reference/authentication',
    revoke: 'https://my.mollie.com/dashboard/developers/api-keys',
  },
  {
    id: 'mollie-test-key',
    title: 'Mollie test or access key',
    why: 'Whoever has it can charge, refund and read payments in the merchant’s name.',
    type: 'MOLLIE_KEY',
    ...contextual({ vendor: ['mollie'], value: '(?:test|access)_[A-Za-z0-9]{30,50}' }),
    finds: (fake) => [
      `MOLLIE_API_KEY=«test_${fake.alnum(30)}»`,
      `{ "mollieApiKey": "«test_${fake.alnum(30)}»" }`,
      `mollie-api-key: '«test_${fake.alnum(30)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = 'test_${fake.alnum(30)}'`, because: 'nothing names the vendor' },
      { text: `MOLLIE_API_KEY=test_${fake.alnum(10)}`, because: 'it is too short' },
    ],
    published: 'https://docs.mollie.com/reference/authentication',
  },
];
