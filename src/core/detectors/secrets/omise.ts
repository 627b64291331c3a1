import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const omise: readonly Detector[] = [
  {
    id: 'omise-secret-key',
    title: 'Omise secret key',
    why: 'Whoever has it can charge, refund and read payments in the merchant’s name.',
    type: 'OMISE_KEY',
    ...prefixed({ prefix: ['skey_test_', 'skey_'], tail: '[a-z0-9]{19}', confidence: 'medium' }),
    finds: (fake) => [`OMISE_KEY=«skey_${fake.lowerAlnum(19)}»`, `{ "token": "«skey_test_${fake.lowerAlnum(19)}»" }`],
    ignores: (fake) => [
      { text: `skey_${fake.lowerAlnum(6)}`, because: 'it is too short' },
      { text: `skey_${'x'.repeat(19)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}skey_${fake.lowerAlnum(19)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://docs.omise.co/api-authentication',
  },
];
