import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const pusher: readonly Detector[] = [
  {
    id: 'pusher-secret',
    title: 'Pusher key or secret',
    why: 'It publishes to and reads from an application’s channels.',
    type: 'PUSHER_SECRET',
    ...contextual({ vendor: ['pusher'], value: '[a-f0-9]{20}' }),
    finds: (fake) => [
      `PUSHER_APP_SECRET=«${fake.hex(20)}»`,
      `{ "pusherAppSecret": "«${fake.hex(20)}»" }`,
      `pusher-app-secret: '«${fake.hex(20)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(20)}'`, because: 'nothing names the vendor' },
      { text: `PUSHER_APP_SECRET=${fake.hex(6)}`, because: 'it is too short' },
    ],
    published: 'https://pusher.com/docs/channels/using_channels/authorized-connections/',
  },
];
