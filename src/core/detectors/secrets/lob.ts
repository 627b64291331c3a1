import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const lob: readonly Detector[] = [
  {
    id: 'lob-api-key',
    title: 'Lob API key',
    why: 'It sends letters and checks at the account’s cost.',
    type: 'LOB_KEY',
    ...prefixed({ prefix: ['live_', 'test_'], alone: true, tail: '[a-f0-9]{35}' }),
    finds: (fake) => [`LOB_KEY=«live_${fake.hex(35)}»`, `{ "token": "«test_${fake.hex(35)}»" }`],
    ignores: (fake) => [
      { text: `live_${fake.hex(11)}`, because: 'it is too short' },
      { text: `live_${'x'.repeat(35)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}live_${fake.hex(35)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://docs.lob.com/#tag/Authentication',
    revoke: 'https://dashboard.lob.com/settings/api-keys',
  },
  {
    id: 'lob-publishable-key',
    title: 'Lob publishable key',
    why: 'It is public: it can only verify addresses.',
    type: 'LOB_KEY',
    ...prefixed({ prefix: ['live_pub_', 'test_pub_'], alone: true, tail: '[a-f0-9]{31}', confidence: 'low' }),
    finds: (fake) => [`LOB_KEY=«live_pub_${fake.hex(31)}»`, `{ "token": "«test_pub_${fake.hex(31)}»" }`],
    ignores: (fake) => [
      { text: `live_pub_${fake.hex(10)}`, because: 'it is too short' },
      { text: `${fake.alnum(8)}live_pub_${fake.hex(31)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://docs.lob.com/#tag/Authentication',
  },
];
