import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const shodan: readonly Detector[] = [
  {
    id: 'shodan-key',
    title: 'Shodan API key',
    why: 'It calls a paid service at the account’s cost.',
    type: 'SHODAN_KEY',
    ...contextual({ vendor: ['shodan'], value: '[A-Za-z0-9]{32}' }),
    finds: (fake) => [
      `SHODAN_API_KEY=«${fake.alnum(32)}»`,
      `{ "shodanApiKey": "«${fake.alnum(32)}»" }`,
      `shodan-api-key: '«${fake.alnum(32)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.alnum(32)}'`, because: 'nothing names the vendor' },
      { text: `SHODAN_API_KEY=${fake.alnum(10)}`, because: 'it is too short' },
    ],
    published: 'https://developer.shodan.io/api',
    revoke: 'https://account.shodan.io/',
  },
];
