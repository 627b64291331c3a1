import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const vimeo: readonly Detector[] = [
  {
    id: 'vimeo-token',
    title: 'Vimeo access token',
    why: 'It reads and changes somebody’s videos.',
    type: 'VIMEO_TOKEN',
    ...contextual({ vendor: ['vimeo'], value: '[a-f0-9]{32}' }),
    finds: (fake) => [
      `VIMEO_ACCESS_TOKEN=«${fake.hex(32)}»`,
      `{ "vimeoAccessToken": "«${fake.hex(32)}»" }`,
      `vimeo-access-token: '«${fake.hex(32)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(32)}'`, because: 'nothing names the vendor' },
      { text: `VIMEO_ACCESS_TOKEN=${fake.hex(10)}`, because: 'it is too short' },
    ],
    published: 'https://developer.vimeo.com/api/authentication',
  },
];
