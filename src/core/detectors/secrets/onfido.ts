import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const onfido: readonly Detector[] = [
  {
    id: 'onfido-token',
    title: 'Onfido API token',
    why: 'It reads identity documents of an application’s users.',
    type: 'ONFIDO_TOKEN',
    ...prefixed({
      prefix: ['api_live.', 'api_live_us.', 'api_live_ca.', 'api_sandbox.', 'api_sandbox_us.', 'api_sandbox_ca.'],
      tail: '[A-Za-z0-9_-]{11}\\.[A-Za-z0-9_-]{32}',
    }),
    finds: (fake) => [
      `ONFIDO_KEY=«api_live.${fake.base64url(11)}.${fake.base64url(32)}»`,
      `{ "token": "«api_sandbox.${fake.base64url(11)}.${fake.base64url(32)}»" }`,
    ],
    ignores: (fake) => [
      { text: `api_live.${fake.base64url(11)}.${fake.base64url(10)}`, because: 'it is too short' },
      { text: `api_live.${'x'.repeat(11)}.${'x'.repeat(32)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}api_live.${fake.base64url(11)}.${fake.base64url(32)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://documentation.onfido.com/api/latest/#api-tokens',
  },
];
