import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const looker: readonly Detector[] = [
  {
    id: 'looker-secret',
    title: 'Looker client id or secret',
    why: 'It reads an organization’s dashboards.',
    type: 'LOOKER_SECRET',
    ...contextual({
      vendor: ['looker'],
      names: ['secret', 'client_id', 'clientid', 'client-id', 'key', 'token'],
      value: '(?:[A-Za-z0-9]{24}|[A-Za-z0-9]{20})',
    }),
    finds: (fake) => [
      `LOOKER_CLIENT_SECRET=«${fake.alnum(24)}»`,
      `{ "lookerClientSecret": "«${fake.alnum(24)}»" }`,
      `looker-client-secret: '«${fake.alnum(24)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.alnum(24)}'`, because: 'nothing names the vendor' },
      { text: `LOOKER_CLIENT_SECRET=${fake.alnum(8)}`, because: 'it is too short' },
    ],
    published: 'https://cloud.google.com/looker/docs/api-auth',
  },
];
