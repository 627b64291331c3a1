import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const algolia: readonly Detector[] = [
  {
    id: 'algolia-admin-key',
    title: 'Algolia API key',
    why: 'With admin rights it reads, changes and deletes search indices.',
    type: 'ALGOLIA_KEY',
    ...contextual({ vendor: ['algolia'], value: '[a-f0-9]{32}' }),
    finds: (fake) => [
      `ALGOLIA_ADMIN_KEY=«${fake.hex(32)}»`,
      `{ "algoliaAdminKey": "«${fake.hex(32)}»" }`,
      `algolia-admin-key: '«${fake.hex(32)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(32)}'`, because: 'nothing names the vendor' },
      { text: `ALGOLIA_ADMIN_KEY=${fake.hex(10)}`, because: 'it is too short' },
    ],
    published: 'https://www.algolia.com/doc/guides/security/api-keys/',
    revoke: 'https://dashboard.algolia.com/account/api-keys/all',
  },
];
