import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const datocms: readonly Detector[] = [
  {
    id: 'datocms-token',
    title: 'DatoCMS API token',
    why: 'It reads or changes the content of a site.',
    type: 'DATOCMS_TOKEN',
    ...contextual({ vendor: ['datocms', 'dato_'], value: '[a-f0-9]{30}' }),
    finds: (fake) => [
      `DATOCMS_API_TOKEN=«${fake.hex(30)}»`,
      `{ "datocmsApiToken": "«${fake.hex(30)}»" }`,
      `datocms-api-token: '«${fake.hex(30)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(30)}'`, because: 'nothing names the vendor' },
      { text: `DATOCMS_API_TOKEN=${fake.hex(10)}`, because: 'it is too short' },
    ],
    published: 'https://www.datocms.com/docs/content-delivery-api/authentication',
  },
];
