import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const packagecloud: readonly Detector[] = [
  {
    id: 'packagecloud-token',
    title: 'packagecloud token',
    why: 'It reads, and often writes, a private package registry.',
    type: 'PACKAGECLOUD_TOKEN',
    ...contextual({ vendor: ['packagecloud'], value: '[a-f0-9]{48}' }),
    finds: (fake) => [
      `PACKAGECLOUD_TOKEN=«${fake.hex(48)}»`,
      `{ "packagecloudToken": "«${fake.hex(48)}»" }`,
      `packagecloud-token: '«${fake.hex(48)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(48)}'`, because: 'nothing names the vendor' },
      { text: `PACKAGECLOUD_TOKEN=${fake.hex(16)}`, because: 'it is too short' },
    ],
    published: 'https://packagecloud.io/docs',
  },
];
