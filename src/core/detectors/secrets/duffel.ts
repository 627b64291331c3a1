import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const duffel: readonly Detector[] = [
  {
    id: 'duffel-token',
    title: 'Duffel access token',
    why: 'It books and pays flights in the account’s name.',
    type: 'DUFFEL_TOKEN',
    ...prefixed({ prefix: ['duffel_live_', 'duffel_test_'], tail: '[A-Za-z0-9_=-]{43}' }),
    finds: (fake) => [`DUFFEL_KEY=«duffel_live_${fake.base64url(43)}»`, `{ "token": "«duffel_test_${fake.base64url(43)}»" }`],
    ignores: (fake) => [
      { text: `duffel_live_${fake.base64url(14)}`, because: 'it is too short' },
      { text: `duffel_live_${'x'.repeat(43)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}duffel_live_${fake.base64url(43)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://duffel.com/docs/api/overview/authentication',
    revoke: 'https://app.duffel.com/',
  },
];
