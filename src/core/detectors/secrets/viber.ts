import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const viber: readonly Detector[] = [
  {
    id: 'viber-token',
    title: 'Viber bot token',
    why: 'Whoever has it speaks and reads as the bot.',
    type: 'VIBER_TOKEN',
    ...contextual({ vendor: ['viber'], value: '[a-f0-9]{16}-[a-f0-9]{16}-[a-f0-9]{16}' }),
    finds: (fake) => [
      `VIBER_AUTH_TOKEN=«${fake.hex(16)}-${fake.hex(16)}-${fake.hex(16)}»`,
      `{ "viberAuthToken": "«${fake.hex(16)}-${fake.hex(16)}-${fake.hex(16)}»" }`,
      `viber-auth-token: '«${fake.hex(16)}-${fake.hex(16)}-${fake.hex(16)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(16)}-${fake.hex(16)}-${fake.hex(16)}'`, because: 'nothing names the vendor' },
      { text: `VIBER_AUTH_TOKEN=${fake.hex(5)}-${fake.hex(16)}-${fake.hex(16)}`, because: 'it is too short' },
    ],
    published: 'https://developers.viber.com/docs/api/rest-bot-api/#authentication-token',
  },
];
