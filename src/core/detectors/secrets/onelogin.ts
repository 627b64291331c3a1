import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const onelogin: readonly Detector[] = [
  {
    id: 'onelogin-secret',
    title: 'OneLogin client id or secret',
    why: 'It manages users, applications and logins.',
    type: 'ONELOGIN_SECRET',
    ...contextual({
      vendor: ['onelogin', 'one_login'],
      names: ['secret', 'key', 'token', 'client_id', 'clientid', 'client-id'],
      value: '[a-f0-9]{64}',
    }),
    finds: (fake) => [
      `ONELOGIN_CLIENT_SECRET=«${fake.hex(64)}»`,
      `{ "oneloginClientSecret": "«${fake.hex(64)}»" }`,
      `onelogin-client-secret: '«${fake.hex(64)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(64)}'`, because: 'nothing names the vendor' },
      { text: `ONELOGIN_CLIENT_SECRET=${fake.hex(21)}`, because: 'it is too short' },
    ],
    published: 'https://developers.onelogin.com/api-docs/2/getting-started/working-with-api-credentials',
  },
];
