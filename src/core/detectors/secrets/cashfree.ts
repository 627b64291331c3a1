import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const cashfree: readonly Detector[] = [
  {
    id: 'cashfree-secret-key',
    title: 'Cashfree secret key',
    why: 'Whoever has it can charge, refund and read payments in the merchant’s name.',
    type: 'CASHFREE_KEY',
    ...prefixed({ prefix: ['cfsk_ma_prod_', 'cfsk_ma_test_'], tail: '[a-f0-9]{32}_[a-f0-9]{8}' }),
    finds: (fake) => [
      `CASHFREE_KEY=«cfsk_ma_prod_${fake.hex(32)}_${fake.hex(8)}»`,
      `{ "token": "«cfsk_ma_test_${fake.hex(32)}_${fake.hex(8)}»" }`,
    ],
    ignores: (fake) => [
      { text: `cfsk_ma_prod_${fake.hex(10)}_${fake.hex(8)}`, because: 'it is too short' },
      { text: `cfsk_ma_prod_${'x'.repeat(32)}_${'x'.repeat(8)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}cfsk_ma_prod_${fake.hex(32)}_${fake.hex(8)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://www.cashfree.com/docs/api-reference/authentication',
  },
];
