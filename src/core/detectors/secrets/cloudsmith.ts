import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const cloudsmith: readonly Detector[] = [
  {
    id: 'cloudsmith-key',
    title: 'Cloudsmith API key',
    why: 'It reads, and often writes, a private package registry.',
    type: 'CLOUDSMITH_KEY',
    ...contextual({ vendor: ['cloudsmith'], value: '[a-f0-9]{40}' }),
    finds: (fake) => [
      `CLOUDSMITH_API_KEY=«${fake.hex(40)}»`,
      `{ "cloudsmithApiKey": "«${fake.hex(40)}»" }`,
      `cloudsmith-api-key: '«${fake.hex(40)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(40)}'`, because: 'nothing names the vendor' },
      { text: `CLOUDSMITH_API_KEY=${fake.hex(13)}`, because: 'it is too short' },
    ],
    published: 'https://docs.cloudsmith.com/accounts-and-teams/api-key',
  },
];
