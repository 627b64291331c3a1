import type { Confidence } from '../../finding.ts';
import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

/** They are hexadecimal so far; what Shopify documents is their length. */
const hexadecimal = (_: unknown, body: string): Confidence => (/^[a-fA-F0-9]{32}$/.test(body) ? 'high' : 'medium');

export const shopify: readonly Detector[] = [
  {
    id: 'shopify-admin-token',
    title: 'Shopify Admin API access token',
    why: 'It reads and changes a shop: orders, customers, products.',
    type: 'SHOPIFY_TOKEN',
    ...prefixed({ prefix: 'shpat_', tail: '[A-Za-z0-9]{32}', accept: hexadecimal }),
    finds: (fake) => [`SHOPIFY_KEY=«shpat_${fake.hex(32)}»`, `{ "token": "«shpat_${fake.hex(32)}»" }`],
    ignores: (fake) => [
      { text: `shpat_${fake.hex(10)}`, because: 'it is too short' },
      { text: `shpat_${'x'.repeat(32)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}shpat_${fake.hex(32)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://shopify.dev/docs/apps/build/authentication-authorization',
    revoke: 'https://help.shopify.com/en/manual/apps/app-types/custom-apps',
  },
  {
    id: 'shopify-custom-app-token',
    title: 'Shopify custom app access token',
    why: 'It reads and changes a shop: orders, customers, products.',
    type: 'SHOPIFY_TOKEN',
    ...prefixed({ prefix: 'shpca_', tail: '[A-Za-z0-9]{32}', accept: hexadecimal }),
    finds: (fake) => [`SHOPIFY_KEY=«shpca_${fake.hex(32)}»`, `{ "token": "«shpca_${fake.hex(32)}»" }`],
    ignores: (fake) => [
      { text: `shpca_${fake.hex(10)}`, because: 'it is too short' },
      { text: `shpca_${'x'.repeat(32)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}shpca_${fake.hex(32)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://shopify.dev/docs/apps/build/authentication-authorization',
    revoke: 'https://help.shopify.com/en/manual/apps/app-types/custom-apps',
  },
  {
    id: 'shopify-private-app-password',
    title: 'Shopify private app password',
    why: 'It reads and changes a shop: orders, customers, products.',
    type: 'SHOPIFY_TOKEN',
    ...prefixed({ prefix: 'shppa_', tail: '[A-Za-z0-9]{32}', accept: hexadecimal }),
    finds: (fake) => [`SHOPIFY_KEY=«shppa_${fake.hex(32)}»`, `{ "token": "«shppa_${fake.hex(32)}»" }`],
    ignores: (fake) => [
      { text: `shppa_${fake.hex(10)}`, because: 'it is too short' },
      { text: `shppa_${'x'.repeat(32)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}shppa_${fake.hex(32)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://shopify.dev/docs/apps/build/authentication-authorization',
    revoke: 'https://help.shopify.com/en/manual/apps/app-types/custom-apps',
  },
  {
    id: 'shopify-shared-secret',
    title: 'Shopify app shared secret',
    why: 'It reads and changes a shop: orders, customers, products.',
    type: 'SHOPIFY_TOKEN',
    ...prefixed({ prefix: 'shpss_', tail: '[A-Za-z0-9]{32}', accept: hexadecimal }),
    finds: (fake) => [`SHOPIFY_KEY=«shpss_${fake.hex(32)}»`, `{ "token": "«shpss_${fake.hex(32)}»" }`],
    ignores: (fake) => [
      { text: `shpss_${fake.hex(10)}`, because: 'it is too short' },
      { text: `shpss_${'x'.repeat(32)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}shpss_${fake.hex(32)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://shopify.dev/docs/apps/build/authentication-authorization',
    revoke: 'https://help.shopify.com/en/manual/apps/app-types/custom-apps',
  },
  {
    id: 'shopify-exchange-token',
    title: 'Shopify exchanged access token',
    why: 'It reads and changes a shop: orders, customers, products.',
    type: 'SHOPIFY_TOKEN',
    ...prefixed({ prefix: 'shptka_', tail: '[A-Za-z0-9]{32}', accept: hexadecimal }),
    finds: (fake) => [`SHOPIFY_KEY=«shptka_${fake.hex(32)}»`, `{ "token": "«shptka_${fake.hex(32)}»" }`],
    ignores: (fake) => [
      { text: `shptka_${fake.hex(10)}`, because: 'it is too short' },
      { text: `shptka_${'x'.repeat(32)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}shptka_${fake.hex(32)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://shopify.dev/docs/apps/build/authentication-authorization',
    revoke: 'https://help.shopify.com/en/manual/apps/app-types/custom-apps',
  },
  {
    id: 'shopify-user-token',
    title: 'Shopify user access token',
    why: 'It reads and changes a shop: orders, customers, products.',
    type: 'SHOPIFY_TOKEN',
    ...prefixed({ prefix: 'shpua_', tail: '[A-Za-z0-9]{32}', accept: hexadecimal }),
    finds: (fake) => [`SHOPIFY_KEY=«shpua_${fake.hex(32)}»`, `{ "token": "«shpua_${fake.hex(32)}»" }`],
    ignores: (fake) => [
      { text: `shpua_${fake.hex(10)}`, because: 'it is too short' },
      { text: `shpua_${'x'.repeat(32)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}shpua_${fake.hex(32)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://shopify.dev/docs/apps/build/authentication-authorization',
    revoke: 'https://help.shopify.com/en/manual/apps/app-types/custom-apps',
  },
];
