import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const workos: readonly Detector[] = [
  {
    id: 'workos-api-key',
    title: 'WorkOS API key',
    why: 'It manages users, applications and logins.',
    type: 'WORKOS_KEY',
    ...prefixed({ prefix: ['sk_live_a2V5', 'sk_test_a2V5'], tail: '[A-Za-z0-9]{40,120}' }),
    finds: (fake) => [`WORKOS_KEY=«sk_live_a2V5${fake.alnum(60)}»`, `{ "token": "«sk_test_a2V5${fake.alnum(60)}»" }`],
    ignores: (fake) => [
      { text: `sk_live_a2V5${fake.alnum(20)}`, because: 'it is too short' },
      { text: `sk_live_a2V5${'x'.repeat(60)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}sk_live_a2V5${fake.alnum(60)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://workos.com/docs/reference/api-keys',
    revoke: 'https://dashboard.workos.com/api-keys',
  },
];
