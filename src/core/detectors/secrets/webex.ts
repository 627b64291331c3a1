import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { uuid } from './plausible.ts';

export const webex: readonly Detector[] = [
  {
    id: 'webex-token',
    title: 'Webex access token',
    why: 'Whoever has it speaks and reads as the bot.',
    type: 'WEBEX_TOKEN',
    ...contextual({ vendor: ['webex'], value: '[A-Za-z0-9]{64}_[A-Za-z0-9]{4}_[0-9a-f-]{36}' }),
    finds: (fake) => [
      `WEBEX_ACCESS_TOKEN=«${fake.alnum(64)}_${fake.alnum(4)}_${uuid(fake)}»`,
      `{ "webexAccessToken": "«${fake.alnum(64)}_${fake.alnum(4)}_${uuid(fake)}»" }`,
      `webex-access-token: '«${fake.alnum(64)}_${fake.alnum(4)}_${uuid(fake)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.alnum(64)}_${fake.alnum(4)}_${uuid(fake)}'`, because: 'nothing names the vendor' },
      { text: `WEBEX_ACCESS_TOKEN=${fake.alnum(21)}_${fake.alnum(4)}_${uuid(fake)}`, because: 'it is too short' },
    ],
    published: 'https://developer.webex.com/docs/bots',
  },
];
