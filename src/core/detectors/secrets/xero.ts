import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const xero: readonly Detector[] = [
  {
    id: 'xero-secret',
    title: 'Xero client secret',
    why: 'It reads and changes an organization’s business data.',
    type: 'XERO_SECRET',
    ...contextual({ vendor: ['xero_', 'xero-', 'xeroclient', 'xeroapi'], names: ['secret'], value: '[A-Za-z0-9_-]{48}' }),
    finds: (fake) => [
      `XERO_CLIENT_SECRET=«${fake.base64url(48)}»`,
      `{ "xeroClientSecret": "«${fake.base64url(48)}»" }`,
      `xero-client-secret: '«${fake.base64url(48)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.base64url(48)}'`, because: 'nothing names the vendor' },
      { text: `XERO_CLIENT_SECRET=${fake.base64url(16)}`, because: 'it is too short' },
    ],
    published: 'https://developer.xero.com/documentation/guides/oauth2/auth-flow/',
  },
];
