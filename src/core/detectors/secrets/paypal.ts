import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { looksGenerated } from './plausible.ts';

export const paypal: readonly Detector[] = [
  {
    id: 'braintree-access-token',
    title: 'Braintree access token',
    kind: 'secret',
    why: 'Whoever has it can charge, refund and read payments in the merchant’s name.',
    type: 'BRAINTREE_TOKEN',
    literals: ['access_token$'],
    pattern: /(?<![A-Za-z0-9_])(?<value>access_token\$(?:production|sandbox)\$[a-z0-9]{16}\$[a-f0-9]{32})(?![A-Za-z0-9_])/,
    after: 90,
    confidence: 'high',
    accept: ({ value }) => (looksGenerated(value) ? 'high' : undefined),
    finds: (fake) => [
      `braintree: «access_token$production$${fake.lowerAlnum(16)}$${fake.hex(32)}»`,
      `"gateway": "«access_token$sandbox$${fake.lowerAlnum(16)}$${fake.hex(32)}»"`,
    ],
    ignores: (fake) => [
      { text: `access_token$production$${fake.lowerAlnum(16)}`, because: 'the secret part is missing' },
      { text: `access_token=$${fake.hex(32)}`, because: 'it is another vendor’s parameter' },
    ],
    published: 'https://developer.paypal.com/braintree/docs/guides/authorization/overview',
  },
  {
    id: 'paypal-client-secret',
    title: 'PayPal client secret',
    why: 'Whoever has it can charge, refund and read payments in the merchant’s name.',
    type: 'PAYPAL_SECRET',
    ...contextual({ vendor: ['paypal'], value: 'E[A-Za-z0-9_-]{79}' }),
    finds: (fake) => [
      `PAYPAL_CLIENT_SECRET=«E${fake.base64url(79)}»`,
      `{ "paypalClientSecret": "«E${fake.base64url(79)}»" }`,
      `paypal-client-secret: '«E${fake.base64url(79)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = 'E${fake.base64url(79)}'`, because: 'nothing names the vendor' },
      { text: `PAYPAL_CLIENT_SECRET=E${fake.base64url(26)}`, because: 'it is too short' },
    ],
    published: 'https://developer.paypal.com/api/rest/',
    revoke: 'https://developer.paypal.com/dashboard/applications/',
  },
  {
    id: 'braintree-private-key',
    title: 'Braintree private key',
    why: 'Whoever has it can charge, refund and read payments in the merchant’s name.',
    type: 'BRAINTREE_KEY',
    ...contextual({ vendor: ['braintree'], value: '[a-f0-9]{32}' }),
    finds: (fake) => [
      `BRAINTREE_PRIVATE_KEY=«${fake.hex(32)}»`,
      `{ "braintreePrivateKey": "«${fake.hex(32)}»" }`,
      `braintree-private-key: '«${fake.hex(32)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(32)}'`, because: 'nothing names the vendor' },
      { text: `BRAINTREE_PRIVATE_KEY=${fake.hex(10)}`, because: 'it is too short' },
    ],
    published: 'https://developer.paypal.com/braintree/articles/control-panel/important-gateway-credentials',
  },
];
