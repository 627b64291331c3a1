import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const vonage: readonly Detector[] = [
  {
    id: 'vonage-secret',
    title: 'Vonage (Nexmo) API secret',
    why: 'Whoever has it can send messages and make calls at the account’s cost.',
    type: 'VONAGE_SECRET',
    ...contextual({ vendor: ['vonage', 'nexmo'], names: ['secret'], value: '[A-Za-z0-9]{16}' }),
    finds: (fake) => [
      `NEXMO_API_SECRET=«${fake.alnum(16)}»`,
      `{ "nexmoApiSecret": "«${fake.alnum(16)}»" }`,
      `nexmo-api-secret: '«${fake.alnum(16)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.alnum(16)}'`, because: 'nothing names the vendor' },
      { text: `NEXMO_API_SECRET=${fake.alnum(5)}`, because: 'it is too short' },
    ],
    published: 'https://developer.vonage.com/en/getting-started/concepts/authentication',
    revoke: 'https://dashboard.vonage.com/settings',
  },
];
