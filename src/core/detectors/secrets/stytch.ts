import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const stytch: readonly Detector[] = [
  {
    id: 'stytch-secret',
    title: 'Stytch project secret',
    why: 'It manages users, applications and logins.',
    type: 'STYTCH_SECRET',
    ...prefixed({ prefix: ['secret-live-', 'secret-test-'], tail: '[A-Za-z0-9_-]{32,43}={0,2}' }),
    finds: (fake) => [`STYTCH_KEY=«secret-live-${fake.base64url(35)}=»`, `{ "token": "«secret-test-${fake.base64url(35)}=»" }`],
    ignores: (fake) => [
      { text: `secret-live-${fake.base64url(11)}=`, because: 'it is too short' },
      { text: `secret-live-${'x'.repeat(35)}=`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}secret-live-${fake.base64url(35)}=`, because: 'it stands inside a longer word' },
    ],
    published: 'https://stytch.com/docs/api/authentication',
    revoke: 'https://stytch.com/dashboard/api-keys',
  },
];
