import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const plivo: readonly Detector[] = [
  {
    id: 'plivo-auth-token',
    title: 'Plivo auth token or id',
    why: 'Whoever has it can send messages and make calls at the account’s cost.',
    type: 'PLIVO_TOKEN',
    ...contextual({ vendor: ['plivo'], value: '(?:[A-Za-z0-9]{40}|[A-Za-z0-9+/]{54}|(?:MA|SA)[A-Z0-9]{18})' }),
    finds: (fake) => [
      `PLIVO_AUTH_TOKEN=«${fake.alnum(40)}»`,
      `{ "plivoAuthToken": "«${fake.alnum(40)}»" }`,
      `plivo-auth-token: '«${fake.alnum(40)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.alnum(40)}'`, because: 'nothing names the vendor' },
      { text: `PLIVO_AUTH_TOKEN=${fake.alnum(13)}`, because: 'it is too short' },
    ],
    published: 'https://www.plivo.com/docs/account/api/overview',
  },
];
