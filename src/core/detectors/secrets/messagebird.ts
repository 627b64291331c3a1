import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID } from './plausible.ts';

export const messagebird: readonly Detector[] = [
  {
    id: 'messagebird-key',
    title: 'Bird (MessageBird) API key',
    why: 'Whoever has it can send messages and make calls at the account’s cost.',
    type: 'MESSAGEBIRD_KEY',
    ...contextual({
      vendor: ['messagebird', 'message_bird', 'message-bird'],
      names: ['key', 'token', 'secret', 'auth', 'client_id', 'client-id', 'clientid'],
      value: `(?:[A-Za-z0-9]{25}|(?:live|test)_[A-Za-z0-9]{25}|${UUID})`,
    }),
    finds: (fake) => [
      `MESSAGEBIRD_API_KEY=«${fake.alnum(25)}»`,
      `{ "messagebirdApiKey": "«${fake.alnum(25)}»" }`,
      `messagebird-api-key: '«${fake.alnum(25)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.alnum(25)}'`, because: 'nothing names the vendor' },
      { text: `MESSAGEBIRD_API_KEY=${fake.alnum(8)}`, because: 'it is too short' },
    ],
    published: 'https://developers.messagebird.com/api/#authentication',
  },
];
