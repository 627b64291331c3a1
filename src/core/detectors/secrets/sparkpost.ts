import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const sparkpost: readonly Detector[] = [
  {
    id: 'sparkpost-key',
    title: 'SparkPost API key',
    why: 'Whoever has it can send mail in the account’s name and read who got what.',
    type: 'SPARKPOST_KEY',
    ...contextual({ vendor: ['sparkpost'], value: '[a-f0-9]{40}' }),
    finds: (fake) => [
      `SPARKPOST_API_KEY=«${fake.hex(40)}»`,
      `{ "sparkpostApiKey": "«${fake.hex(40)}»" }`,
      `sparkpost-api-key: '«${fake.hex(40)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(40)}'`, because: 'nothing names the vendor' },
      { text: `SPARKPOST_API_KEY=${fake.hex(13)}`, because: 'it is too short' },
    ],
    published: 'https://developers.sparkpost.com/api/#header-authentication',
    revoke: 'https://app.sparkpost.com/account/api-keys',
  },
];
