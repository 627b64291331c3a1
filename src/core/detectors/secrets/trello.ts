import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { prefixed } from './prefixToken.ts';

export const trello: readonly Detector[] = [
  {
    id: 'trello-token',
    title: 'Trello token',
    why: 'It reads and changes boards.',
    type: 'TRELLO_TOKEN',
    ...prefixed({ prefix: 'ATTA', tail: '[a-f0-9]{64}[A-F0-9]{8}' }),
    finds: (fake) => [
      `TRELLO_KEY=«ATTA${fake.hex(64)}${fake.hex(8).toUpperCase()}»`,
      `{ "token": "«ATTA${fake.hex(64)}${fake.hex(8).toUpperCase()}»" }`,
    ],
    ignores: (fake) => [
      { text: `ATTA${fake.hex(21)}${fake.hex(8).toUpperCase()}`, because: 'it is too short' },
      { text: `ATTA${'x'.repeat(64)}${'x'.repeat(8)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}ATTA${fake.hex(64)}${fake.hex(8).toUpperCase()}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://developer.atlassian.com/cloud/trello/guides/rest-api/authorization/',
    revoke: 'https://trello.com/u/me/account',
  },
  {
    id: 'trello-key',
    title: 'Trello key, secret or token',
    why: 'It reads and changes boards.',
    type: 'TRELLO_KEY',
    ...contextual({ vendor: ['trello'], value: '(?:[a-f0-9]{64}|[a-f0-9]{32})' }),
    finds: (fake) => [`TRELLO_API_KEY=«${fake.hex(32)}»`, `{ "trelloApiKey": "«${fake.hex(32)}»" }`, `trello-api-key: '«${fake.hex(32)}»'`],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(32)}'`, because: 'nothing names the vendor' },
      { text: `TRELLO_API_KEY=${fake.hex(10)}`, because: 'it is too short' },
    ],
    published: 'https://developer.atlassian.com/cloud/trello/guides/rest-api/api-introduction/',
  },
];
