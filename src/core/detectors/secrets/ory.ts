import type { Detector } from '../detector.ts';
import { looksGenerated } from './plausible.ts';
import { prefixed } from './prefixToken.ts';

export const ory: readonly Detector[] = [
  {
    id: 'ory-token',
    title: 'Ory token',
    why: 'It manages users, applications and logins.',
    type: 'ORY_TOKEN',
    ...prefixed({ prefix: ['ory_pat_', 'ory_wak_', 'ory_apikey_'], tail: '[A-Za-z0-9]{32}' }),
    finds: (fake) => [`ORY_KEY=«ory_pat_${fake.alnum(32)}»`, `{ "token": "«ory_wak_${fake.alnum(32)}»" }`],
    ignores: (fake) => [
      { text: `ory_pat_${fake.alnum(10)}`, because: 'it is too short' },
      { text: `ory_pat_${'x'.repeat(32)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}ory_pat_${fake.alnum(32)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://www.ory.com/docs/concepts/personal-access-token',
    revoke: 'https://console.ory.sh/',
  },
  {
    id: 'ory-session-token',
    title: 'Ory session, access or refresh token',
    why: 'Whoever has it acts as the logged-in user.',
    type: 'ORY_TOKEN',
    ...prefixed({ prefix: ['ory_st_', 'ory_at_', 'ory_rt_', 'ory_ac_'], tail: '[A-Za-z0-9]{32}' }),
    finds: (fake) => [`ORY_KEY=«ory_st_${fake.alnum(32)}»`, `{ "token": "«ory_st_${fake.alnum(32)}»" }`],
    ignores: (fake) => [
      { text: `ory_st_${fake.alnum(10)}`, because: 'it is too short' },
      { text: `ory_st_${'x'.repeat(32)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}ory_st_${fake.alnum(32)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://www.ory.com/docs/kratos/session-management/overview',
  },
  {
    id: 'ory-oauth-token',
    title: 'Ory OAuth2 token',
    kind: 'secret',
    why: 'Whoever has it acts as the logged-in user.',
    type: 'ORY_TOKEN',
    literals: ['ory_at_', 'ory_rt_', 'ory_ac_'],
    pattern: /(?<![A-Za-z0-9_])(?<value>ory_(?:at|rt|ac)_[A-Za-z0-9_-]{43}\.[A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/,
    after: 100,
    confidence: 'high',
    accept: ({ value }) => (looksGenerated(value) ? 'high' : undefined),
    finds: (fake) => [
      `access_token: «ory_at_${fake.base64url(43)}.${fake.base64url(43)}»`,
      `"«ory_rt_${fake.base64url(43)}.${fake.base64url(43)}»"`,
    ],
    ignores: (fake) => [{ text: `ory_at_${fake.base64url(20)}`, because: 'it is too short' }],
    published: 'https://www.ory.com/docs/hydra/',
  },
];
