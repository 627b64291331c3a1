import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const duo: readonly Detector[] = [
  {
    id: 'duo-secret',
    title: 'Duo secret key',
    why: 'It confirms second factors and manages them.',
    type: 'DUO_SECRET',
    ...contextual({ vendor: ['duo_', 'duosec', 'duo-', 'duoapi'], names: ['skey', 'secret', 'key'], value: '[A-Za-z0-9]{40}' }),
    finds: (fake) => [
      `DUO_SECRET_KEY=«${fake.alnum(40)}»`,
      `{ "duoSecretKey": "«${fake.alnum(40)}»" }`,
      `duo-secret-key: '«${fake.alnum(40)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.alnum(40)}'`, because: 'nothing names the vendor' },
      { text: `DUO_SECRET_KEY=${fake.alnum(13)}`, because: 'it is too short' },
    ],
    published: 'https://duo.com/docs/authapi',
  },
];
