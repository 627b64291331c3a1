import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID } from './plausible.ts';

export const keycloak: readonly Detector[] = [
  {
    id: 'keycloak-secret',
    title: 'Keycloak client secret',
    why: 'It manages users, applications and logins.',
    type: 'KEYCLOAK_SECRET',
    ...contextual({ vendor: ['keycloak'], value: `(?:${UUID}|[A-Za-z0-9]{32})` }),
    finds: (fake) => [
      `KEYCLOAK_CLIENT_SECRET=«${fake.alnum(32)}»`,
      `{ "keycloakClientSecret": "«${fake.alnum(32)}»" }`,
      `keycloak-client-secret: '«${fake.alnum(32)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.alnum(32)}'`, because: 'nothing names the vendor' },
      { text: `KEYCLOAK_CLIENT_SECRET=${fake.alnum(10)}`, because: 'it is too short' },
    ],
    published: 'https://www.keycloak.org/docs/latest/server_admin/#_client-credentials',
  },
];
