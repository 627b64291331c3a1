import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const checkly: readonly Detector[] = [
  {
    id: 'checkly-key',
    title: 'Checkly API key',
    why: 'It reads and changes checks.',
    type: 'CHECKLY_KEY',
    ...contextual({ vendor: ['checkly'], value: '(?:cu_)?[a-f0-9]{32}' }),
    finds: (fake) => [
      `CHECKLY_API_KEY=«cu_${fake.hex(32)}»`,
      `{ "checklyApiKey": "«cu_${fake.hex(32)}»" }`,
      `checkly-api-key: '«cu_${fake.hex(32)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = 'cu_${fake.hex(32)}'`, because: 'nothing names the vendor' },
      { text: `CHECKLY_API_KEY=cu_${fake.hex(10)}`, because: 'it is too short' },
    ],
    published: 'https://www.checklyhq.com/docs/accounts-and-users/creating-api-key/',
  },
];
