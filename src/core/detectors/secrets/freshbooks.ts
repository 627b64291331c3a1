import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const freshbooks: readonly Detector[] = [
  {
    id: 'freshbooks-token',
    title: 'FreshBooks token or secret',
    why: 'It reads and changes an organization’s business data.',
    type: 'FRESHBOOKS_TOKEN',
    ...contextual({ vendor: ['freshbooks'], value: '[a-f0-9]{64}' }),
    finds: (fake) => [
      `FRESHBOOKS_ACCESS_TOKEN=«${fake.hex(64)}»`,
      `{ "freshbooksAccessToken": "«${fake.hex(64)}»" }`,
      `freshbooks-access-token: '«${fake.hex(64)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(64)}'`, because: 'nothing names the vendor' },
      { text: `FRESHBOOKS_ACCESS_TOKEN=${fake.hex(21)}`, because: 'it is too short' },
    ],
    published: 'https://www.freshbooks.com/api/authentication',
  },
];
