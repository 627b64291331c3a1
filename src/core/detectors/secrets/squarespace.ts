import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';

export const squarespace: readonly Detector[] = [
  {
    id: 'squarespace-key',
    title: 'Squarespace API key',
    why: 'It reads or changes the content of a site.',
    type: 'SQUARESPACE_KEY',
    ...contextual({ vendor: ['squarespace'], value: UUID }),
    finds: (fake) => [
      `SQUARESPACE_API_KEY=«${uuid(fake)}»`,
      `{ "squarespaceApiKey": "«${uuid(fake)}»" }`,
      `squarespace-api-key: '«${uuid(fake)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${uuid(fake)}'`, because: 'nothing names the vendor' },
      { text: `SQUARESPACE_API_KEY=${fake.hex(8)}-${fake.hex(4)}`, because: 'it is too short' },
    ],
    published: 'https://developers.squarespace.com/commerce-apis/authentication-and-permissions',
  },
];
