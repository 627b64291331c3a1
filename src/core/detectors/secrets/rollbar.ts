import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const rollbar: readonly Detector[] = [
  {
    id: 'rollbar-token',
    title: 'Rollbar access token',
    why: 'Whoever has it can send data into the account, at its cost.',
    type: 'ROLLBAR_TOKEN',
    ...contextual({ vendor: ['rollbar'], value: '(?:[a-f0-9]{32}|[a-f0-9]{96,128})' }),
    finds: (fake) => [
      `ROLLBAR_ACCESS_TOKEN=«${fake.hex(32)}»`,
      `{ "rollbarAccessToken": "«${fake.hex(32)}»" }`,
      `rollbar-access-token: '«${fake.hex(32)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(32)}'`, because: 'nothing names the vendor' },
      { text: `ROLLBAR_ACCESS_TOKEN=${fake.hex(10)}`, because: 'it is too short' },
    ],
    published: 'https://docs.rollbar.com/docs/access-tokens',
  },
];
