import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const auth0: readonly Detector[] = [
  {
    id: 'auth0-client-secret',
    title: 'Auth0 client secret',
    why: 'It manages users, applications and logins.',
    type: 'AUTH0_SECRET',
    ...contextual({ vendor: ['auth0'], value: '[A-Za-z0-9_-]{64}' }),
    finds: (fake) => [
      `AUTH0_CLIENT_SECRET=«${fake.base64url(64)}»`,
      `{ "auth0ClientSecret": "«${fake.base64url(64)}»" }`,
      `auth0-client-secret: '«${fake.base64url(64)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.base64url(64)}'`, because: 'nothing names the vendor' },
      { text: `AUTH0_CLIENT_SECRET=${fake.base64url(21)}`, because: 'it is too short' },
    ],
    published: 'https://auth0.com/docs/get-started/applications/credentials',
    revoke: 'https://manage.auth0.com/',
  },
];
