import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const paystack: readonly Detector[] = [
  {
    id: 'paystack-secret-key',
    title: 'Paystack secret key',
    why: 'Whoever has it can charge, refund and read payments in the merchant’s name.',
    type: 'PAYSTACK_KEY',
    ...prefixed({ prefix: ['sk_live_', 'sk_test_'], tail: '[a-f0-9]{40}' }),
    finds: (fake) => [`PAYSTACK_KEY=«sk_live_${fake.hex(40)}»`, `{ "token": "«sk_test_${fake.hex(40)}»" }`],
    ignores: (fake) => [
      { text: `sk_live_${fake.hex(13)}`, because: 'it is too short' },
      { text: `sk_live_${'x'.repeat(40)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}sk_live_${fake.hex(40)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://paystack.com/docs/api/authentication/',
    revoke: 'https://dashboard.paystack.com/#/settings/developers',
  },
];
