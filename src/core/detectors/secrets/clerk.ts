import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const clerk: readonly Detector[] = [
  {
    id: 'clerk-secret-key',
    title: 'Clerk secret key',
    why: 'It manages users, applications and logins.',
    type: 'CLERK_KEY',
    ...prefixed({ prefix: ['sk_live_', 'sk_test_'], tail: '[A-Za-z0-9]{42}' }),
    finds: (fake) => [`CLERK_KEY=«sk_live_${fake.alnum(42)}»`, `{ "token": "«sk_test_${fake.alnum(42)}»" }`],
    ignores: (fake) => [
      { text: `sk_live_${fake.alnum(14)}`, because: 'it is too short' },
      { text: `sk_live_${'x'.repeat(42)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}sk_live_${fake.alnum(42)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://clerk.com/docs/deployments/clerk-environment-variables',
    revoke: 'https://dashboard.clerk.com/',
  },
];
