import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const calendly: readonly Detector[] = [
  {
    id: 'calendly-secret',
    title: 'Calendly secret or signing key',
    why: 'It reads calendars and who booked what.',
    type: 'CALENDLY_SECRET',
    ...contextual({ vendor: ['calendly'], value: '[A-Za-z0-9_-]{32,64}' }),
    finds: (fake) => [
      `CALENDLY_CLIENT_SECRET=«${fake.base64url(43)}»`,
      `{ "calendlyClientSecret": "«${fake.base64url(43)}»" }`,
      `calendly-client-secret: '«${fake.base64url(43)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.base64url(43)}'`, because: 'nothing names the vendor' },
      { text: `CALENDLY_CLIENT_SECRET=${fake.base64url(14)}`, because: 'it is too short' },
    ],
    published: 'https://developer.calendly.com/api-docs/',
  },
];
