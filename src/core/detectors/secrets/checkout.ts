import type { Detector } from '../detector.ts';
import { uuid } from './plausible.ts';
import { prefixed } from './prefixToken.ts';

export const checkout: readonly Detector[] = [
  {
    id: 'checkout-sandbox-key',
    title: 'Checkout.com sandbox secret key',
    why: 'Whoever has it can charge, refund and read payments in the merchant’s name.',
    type: 'CHECKOUT_KEY',
    ...prefixed({ prefix: 'sk_sbox_', tail: '[a-z2-7]{26}[a-z2-7*#$=]' }),
    finds: (fake) => [`CHECKOUT_KEY=«sk_sbox_${fake.lower(27)}»`, `{ "token": "«sk_sbox_${fake.lower(27)}»" }`],
    ignores: (fake) => [
      { text: `sk_sbox_${fake.lower(9)}`, because: 'it is too short' },
      { text: `sk_sbox_${'x'.repeat(27)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}sk_sbox_${fake.lower(27)}`, because: 'it stands inside a longer word' },
      { text: `pk_sbox_${fake.lower(27)}`, because: 'it is the public key' },
    ],
    published: 'https://www.checkout.com/docs/developer-resources/testing/manage-api-keys',
  },
  {
    id: 'checkout-secret-key',
    title: 'Checkout.com secret key',
    why: 'Whoever has it can charge, refund and read payments in the merchant’s name.',
    type: 'CHECKOUT_KEY',
    ...prefixed({ prefix: 'sk_', tail: '[a-z2-7]{26}[a-z2-7*#$=]', confidence: 'medium' }),
    finds: (fake) => [`CHECKOUT_KEY=«sk_${fake.lower(10)}5${fake.lower(15)}=»`, `{ "token": "«sk_${fake.lower(10)}5${fake.lower(15)}=»" }`],
    ignores: (fake) => [
      { text: `sk_${fake.lower(10)}5${fake.lower(5)}=`, because: 'it is too short' },
      { text: `sk_${'x'.repeat(10)}5${'x'.repeat(15)}=`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}sk_${fake.lower(10)}5${fake.lower(15)}=`, because: 'it stands inside a longer word' },
    ],
    published: 'https://www.checkout.com/docs/developer-resources/testing/manage-api-keys',
  },
  {
    id: 'checkout-legacy-key',
    title: 'Checkout.com legacy secret key',
    why: 'Whoever has it can charge, refund and read payments in the merchant’s name.',
    type: 'CHECKOUT_KEY',
    ...prefixed({ prefix: ['sk_test_', 'sk_'], tail: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}' }),
    finds: (fake) => [`CHECKOUT_KEY=«sk_${uuid(fake)}»`, `{ "token": "«sk_test_${uuid(fake)}»" }`],
    ignores: (fake) => [
      { text: `sk_${fake.hex(8)}-${fake.hex(4)}`, because: 'it is too short' },
      { text: `sk_${'x'.repeat(36)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}sk_${uuid(fake)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://www.checkout.com/docs/developer-resources/testing/manage-api-keys',
  },
];
