import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID } from './plausible.ts';

export const bugsnag: readonly Detector[] = [
  {
    id: 'bugsnag-key',
    title: 'BugSnag API key or token',
    why: 'Whoever has it can send data into the account, at its cost.',
    type: 'BUGSNAG_KEY',
    ...contextual({ vendor: ['bugsnag'], value: `(?:[a-f0-9]{32}|${UUID})` }),
    finds: (fake) => [
      `BUGSNAG_API_KEY=«${fake.hex(32)}»`,
      `{ "bugsnagApiKey": "«${fake.hex(32)}»" }`,
      `bugsnag-api-key: '«${fake.hex(32)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(32)}'`, because: 'nothing names the vendor' },
      { text: `BUGSNAG_API_KEY=${fake.hex(10)}`, because: 'it is too short' },
    ],
    published: 'https://docs.bugsnag.com/api/',
  },
];
