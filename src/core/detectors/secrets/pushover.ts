import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const pushover: readonly Detector[] = [
  {
    id: 'pushover-key',
    title: 'Pushover key or token',
    why: 'Whoever has it can send messages and make calls at the account’s cost.',
    type: 'PUSHOVER_TOKEN',
    ...contextual({ vendor: ['pushover'], names: ['key', 'token', 'secret', 'user'], value: '[a-z0-9A-Z]{30}' }),
    finds: (fake) => [
      `PUSHOVER_TOKEN=«${fake.alnum(30)}»`,
      `{ "pushoverToken": "«${fake.alnum(30)}»" }`,
      `pushover-token: '«${fake.alnum(30)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.alnum(30)}'`, because: 'nothing names the vendor' },
      { text: `PUSHOVER_TOKEN=${fake.alnum(10)}`, because: 'it is too short' },
    ],
    published: 'https://pushover.net/api',
  },
];
