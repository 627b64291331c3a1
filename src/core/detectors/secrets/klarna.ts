import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const klarna: readonly Detector[] = [
  {
    id: 'klarna-api-key',
    title: 'Klarna API key',
    why: 'Whoever has it can charge, refund and read payments in the merchant’s name.',
    type: 'KLARNA_KEY',
    ...prefixed({ prefix: ['klarna_live_api_', 'klarna_test_api_'], tail: '[A-Za-z0-9!?()#,*/.;=_-]{32,128}' }),
    finds: (fake) => [`KLARNA_KEY=«klarna_live_api_${fake.base64url(56)}»`, `{ "token": "«klarna_test_api_${fake.base64url(56)}»" }`],
    ignores: (fake) => [
      { text: `klarna_live_api_${fake.base64url(18)}`, because: 'it is too short' },
      { text: `klarna_live_api_${'x'.repeat(56)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}klarna_live_api_${fake.base64url(56)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://docs.klarna.com/api/authentication/',
  },
];
