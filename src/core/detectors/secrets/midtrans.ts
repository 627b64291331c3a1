import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const midtrans: readonly Detector[] = [
  {
    id: 'midtrans-server-key',
    title: 'Midtrans server key',
    why: 'Whoever has it can charge, refund and read payments in the merchant’s name.',
    type: 'MIDTRANS_KEY',
    ...prefixed({ prefix: ['Mid-server-', 'SB-Mid-server-'], tail: '[A-Za-z0-9_-]{24}' }),
    finds: (fake) => [`MIDTRANS_KEY=«Mid-server-${fake.base64url(24)}»`, `{ "token": "«SB-Mid-server-${fake.base64url(24)}»" }`],
    ignores: (fake) => [
      { text: `Mid-server-${fake.base64url(8)}`, because: 'it is too short' },
      { text: `Mid-server-${'x'.repeat(24)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}Mid-server-${fake.base64url(24)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://docs.midtrans.com/docs/authentication-and-authorization',
  },
];
