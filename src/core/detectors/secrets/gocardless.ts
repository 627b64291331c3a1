import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const gocardless: readonly Detector[] = [
  {
    id: 'gocardless-token',
    title: 'GoCardless access token',
    why: 'Whoever has it can charge, refund and read payments in the merchant’s name.',
    type: 'GOCARDLESS_TOKEN',
    ...contextual({ vendor: ['gocardless'], value: '(?:live|sandbox)_[A-Za-z0-9_=-]{40}' }),
    finds: (fake) => [
      `GOCARDLESS_ACCESS_TOKEN=«live_${fake.base64url(40)}»`,
      `{ "gocardlessAccessToken": "«live_${fake.base64url(40)}»" }`,
      `gocardless-access-token: '«live_${fake.base64url(40)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = 'live_${fake.base64url(40)}'`, because: 'nothing names the vendor' },
      { text: `GOCARDLESS_ACCESS_TOKEN=live_${fake.base64url(13)}`, because: 'it is too short' },
    ],
    published: 'https://developer.gocardless.com/getting-started/api/making-your-first-request/',
    revoke: 'https://manage.gocardless.com/developers',
  },
];
