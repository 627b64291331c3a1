import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const etsy: readonly Detector[] = [
  {
    id: 'etsy-key',
    title: 'Etsy API key or secret',
    why: 'It acts as an application on Etsy.',
    type: 'ETSY_KEY',
    ...contextual({ vendor: ['etsy_', 'etsy-', 'etsyapi', 'etsykey'], value: '[a-z0-9]{24}' }),
    finds: (fake) => [
      `ETSY_API_KEY=«${fake.lowerAlnum(24)}»`,
      `{ "etsyApiKey": "«${fake.lowerAlnum(24)}»" }`,
      `etsy-api-key: '«${fake.lowerAlnum(24)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.lowerAlnum(24)}'`, because: 'nothing names the vendor' },
      { text: `ETSY_API_KEY=${fake.lowerAlnum(8)}`, because: 'it is too short' },
    ],
    published: 'https://developers.etsy.com/documentation/essentials/authentication',
  },
];
