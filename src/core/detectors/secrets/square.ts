import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const square: readonly Detector[] = [
  {
    id: 'square-access-token',
    title: 'Square access token',
    why: 'Whoever has it can charge, refund and read payments in the merchant’s name.',
    type: 'SQUARE_TOKEN',
    ...prefixed({ prefix: 'EAAA', tail: '[A-Za-z0-9_-]{60}' }),
    finds: (fake) => [`SQUARE_KEY=«EAAA${fake.base64url(60)}»`, `{ "token": "«EAAA${fake.base64url(60)}»" }`],
    ignores: (fake) => [
      { text: `EAAA${fake.base64url(20)}`, because: 'it is too short' },
      { text: `EAAA${'x'.repeat(60)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}EAAA${fake.base64url(60)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://developer.squareup.com/docs/build-basics/access-tokens',
    revoke: 'https://developer.squareup.com/apps',
  },
  {
    id: 'square-personal-token',
    title: 'Square personal access token',
    why: 'Whoever has it can charge, refund and read payments in the merchant’s name.',
    type: 'SQUARE_TOKEN',
    ...prefixed({ prefix: 'sq0atp-', tail: '[A-Za-z0-9_-]{22}' }),
    finds: (fake) => [`SQUARE_KEY=«sq0atp-${fake.base64url(22)}»`, `{ "token": "«sq0atp-${fake.base64url(22)}»" }`],
    ignores: (fake) => [
      { text: `sq0atp-${fake.base64url(7)}`, because: 'it is too short' },
      { text: `sq0atp-${'x'.repeat(22)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}sq0atp-${fake.base64url(22)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://developer.squareup.com/docs/build-basics/access-tokens',
    revoke: 'https://developer.squareup.com/apps',
  },
  {
    id: 'square-oauth-secret',
    title: 'Square OAuth application secret',
    why: 'Whoever has it can charge, refund and read payments in the merchant’s name.',
    type: 'SQUARE_SECRET',
    ...prefixed({ prefix: 'sq0csp-', tail: '[A-Za-z0-9_-]{22,43}' }),
    finds: (fake) => [`SQUARE_KEY=«sq0csp-${fake.base64url(43)}»`, `{ "token": "«sq0csp-${fake.base64url(43)}»" }`],
    ignores: (fake) => [
      { text: `sq0csp-${fake.base64url(14)}`, because: 'it is too short' },
      { text: `sq0csp-${'x'.repeat(43)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}sq0csp-${fake.base64url(43)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://developer.squareup.com/docs/build-basics/access-tokens',
    revoke: 'https://developer.squareup.com/apps',
  },
  {
    id: 'square-application-id',
    title: 'Square application id',
    why: 'It is public: it only names the application.',
    type: 'SQUARE_ID',
    ...prefixed({ prefix: 'sq0idp-', tail: '[A-Za-z0-9_-]{22}', confidence: 'low' }),
    finds: (fake) => [`SQUARE_KEY=«sq0idp-${fake.base64url(22)}»`, `{ "token": "«sq0idp-${fake.base64url(22)}»" }`],
    ignores: (fake) => [
      { text: `sq0idp-${fake.base64url(7)}`, because: 'it is too short' },
      { text: `${fake.alnum(8)}sq0idp-${fake.base64url(22)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://developer.squareup.com/docs/build-basics/access-tokens',
    revoke: 'https://developer.squareup.com/apps',
  },
];
