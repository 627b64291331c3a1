import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { looksGenerated } from './plausible.ts';

export const adyen: readonly Detector[] = [
  {
    id: 'adyen-api-key',
    title: 'Adyen API key',
    kind: 'secret',
    why: 'Whoever has it can charge, refund and read payments in the merchant’s name.',
    type: 'ADYEN_KEY',
    literals: ['AQE'],
    pattern: /(?<![A-Za-z0-9+\/])(?<value>AQE[a-z]hm[A-Za-z0-9+\/]{60,180}={0,2}-[A-Za-z0-9+\/]{43}=-[^\s"\'\\<>]{16})(?![A-Za-z0-9])/,
    after: 280,
    confidence: 'high',
    accept: ({ value }) => (looksGenerated(value) ? 'high' : undefined),
    finds: (fake) => [`X-API-Key: «AQEyhm${fake.base64(94)}==-${fake.base64(43)}=-${fake.alnum(16)}»`],
    ignores: (fake) => [
      { text: `AQEyhm${fake.base64(94)}==`, because: 'the second and third parts are missing' },
      { text: `AQEB${fake.base64(120)}`, because: 'it is base64 of something else' },
    ],
    published: 'https://docs.adyen.com/development-resources/api-credentials/',
  },
  {
    id: 'adyen-hmac-key',
    title: 'Adyen HMAC key',
    why: 'Whoever has it can forge payment notifications.',
    type: 'ADYEN_HMAC_KEY',
    ...contextual({ vendor: ['adyen'], value: '[A-F0-9]{64}' }),
    finds: (fake) => [
      `ADYEN_HMAC_KEY=«${fake.hex(64).toUpperCase()}»`,
      `{ "adyenHmacKey": "«${fake.hex(64).toUpperCase()}»" }`,
      `adyen-hmac-key: '«${fake.hex(64).toUpperCase()}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(64).toUpperCase()}'`, because: 'nothing names the vendor' },
      { text: `ADYEN_HMAC_KEY=${fake.hex(21).toUpperCase()}`, because: 'it is too short' },
    ],
    published: 'https://docs.adyen.com/development-resources/webhooks/verify-hmac-signatures/',
  },
];
