import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const box: readonly Detector[] = [
  {
    id: 'box-secret',
    title: 'Box client secret or developer token',
    why: 'It reads and changes somebody’s files.',
    type: 'BOX_SECRET',
    ...contextual({
      vendor: ['box_client', 'box_dev', 'box_api', 'boxclient', 'box_access', 'boxsdk', 'box-api', 'box_secret', 'boxapi'],
      names: ['secret', 'token', 'key'],
      value: '[A-Za-z0-9]{32}',
    }),
    finds: (fake) => [
      `BOX_CLIENT_SECRET=«${fake.alnum(32)}»`,
      `{ "boxClientSecret": "«${fake.alnum(32)}»" }`,
      `box-client-secret: '«${fake.alnum(32)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.alnum(32)}'`, because: 'nothing names the vendor' },
      { text: `BOX_CLIENT_SECRET=${fake.alnum(10)}`, because: 'it is too short' },
    ],
    published: 'https://developer.box.com/guides/authentication/',
  },
];
