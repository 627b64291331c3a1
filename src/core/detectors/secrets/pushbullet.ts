import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const pushbullet: readonly Detector[] = [
  {
    id: 'pushbullet-token',
    title: 'Pushbullet access token',
    why: 'It reads and sends the account’s pushes.',
    type: 'PUSHBULLET_TOKEN',
    ...contextual({ vendor: ['pushbullet'], value: 'o\\.[A-Za-z0-9]{32}' }),
    finds: (fake) => [
      `PUSHBULLET_TOKEN=«o.${fake.alnum(32)}»`,
      `{ "pushbulletToken": "«o.${fake.alnum(32)}»" }`,
      `pushbullet-token: '«o.${fake.alnum(32)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = 'o.${fake.alnum(32)}'`, because: 'nothing names the vendor' },
      { text: `PUSHBULLET_TOKEN=o.${fake.alnum(10)}`, because: 'it is too short' },
    ],
    published: 'https://docs.pushbullet.com/#authentication',
  },
];
