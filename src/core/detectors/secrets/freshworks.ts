import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const freshworks: readonly Detector[] = [
  {
    id: 'freshdesk-key',
    title: 'Freshworks (Freshdesk, Freshservice) API key',
    why: 'It reads and answers tickets of customers.',
    type: 'FRESHDESK_KEY',
    ...contextual({ vendor: ['freshdesk', 'freshservice', 'freshworks', 'freshsales', 'freshchat'], value: '[A-Za-z0-9_-]{20,22}' }),
    finds: (fake) => [
      `FRESHDESK_API_KEY=«${fake.alnum(20)}»`,
      `{ "freshdeskApiKey": "«${fake.alnum(20)}»" }`,
      `freshdesk-api-key: '«${fake.alnum(20)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.alnum(20)}'`, because: 'nothing names the vendor' },
      { text: `FRESHDESK_API_KEY=${fake.alnum(6)}`, because: 'it is too short' },
    ],
    published: 'https://developers.freshdesk.com/api/#authentication',
  },
];
