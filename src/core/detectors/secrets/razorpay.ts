import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { prefixed } from './prefixToken.ts';

export const razorpay: readonly Detector[] = [
  {
    id: 'razorpay-key-id',
    title: 'Razorpay key id',
    why: 'With its secret it takes and refunds payments; alone it names the merchant’s account.',
    type: 'RAZORPAY_KEY',
    ...prefixed({ prefix: ['rzp_live_', 'rzp_test_'], tail: '[A-Za-z0-9]{14}', confidence: 'medium' }),
    finds: (fake) => [`RAZORPAY_KEY=«rzp_live_${fake.alnum(14)}»`, `{ "token": "«rzp_test_${fake.alnum(14)}»" }`],
    ignores: (fake) => [
      { text: `rzp_live_${fake.alnum(4)}`, because: 'it is too short' },
      { text: `rzp_live_${'x'.repeat(14)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}rzp_live_${fake.alnum(14)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://razorpay.com/docs/api/authentication/',
    revoke: 'https://dashboard.razorpay.com/app/keys',
  },
  {
    id: 'razorpay-key-secret',
    title: 'Razorpay key secret',
    why: 'Whoever has it can charge, refund and read payments in the merchant’s name.',
    type: 'RAZORPAY_SECRET',
    ...contextual({ vendor: ['razorpay'], names: ['secret'], value: '[A-Za-z0-9]{24}' }),
    finds: (fake) => [
      `RAZORPAY_KEY_SECRET=«${fake.alnum(24)}»`,
      `{ "razorpayKeySecret": "«${fake.alnum(24)}»" }`,
      `razorpay-key-secret: '«${fake.alnum(24)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.alnum(24)}'`, because: 'nothing names the vendor' },
      { text: `RAZORPAY_KEY_SECRET=${fake.alnum(8)}`, because: 'it is too short' },
    ],
    published: 'https://razorpay.com/docs/api/authentication/',
    revoke: 'https://dashboard.razorpay.com/app/keys',
  },
];
