import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const woocommerce: readonly Detector[] = [
  {
    id: 'woocommerce-key',
    title: 'WooCommerce API key or secret',
    why: 'It reads and changes a shop: orders, customers, products.',
    type: 'WOOCOMMERCE_KEY',
    ...prefixed({ prefix: ['ck_', 'cs_'], tail: '[a-f0-9]{40}' }),
    finds: (fake) => [`WOOCOMMERCE_KEY=«ck_${fake.hex(40)}»`, `{ "token": "«cs_${fake.hex(40)}»" }`],
    ignores: (fake) => [
      { text: `ck_${fake.hex(13)}`, because: 'it is too short' },
      { text: `ck_${'x'.repeat(40)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}ck_${fake.hex(40)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://woocommerce.github.io/woocommerce-rest-api-docs/#authentication',
  },
];
