import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const yelp: readonly Detector[] = [
  {
    id: 'yelp-api-key',
    title: 'Yelp API key',
    why: 'It reads and acts in the name of the account or application.',
    type: 'YELP_KEY',
    ...contextual({ vendor: ['yelp_', 'yelp-', 'yelpapi', 'yelpfusion', 'yelpkey'], value: '[A-Za-z0-9_-]{128}' }),
    finds: (fake) => [
      `YELP_API_KEY=«${fake.base64url(128)}»`,
      `{ "yelpApiKey": "«${fake.base64url(128)}»" }`,
      `yelp-api-key: '«${fake.base64url(128)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.base64url(128)}'`, because: 'nothing names the vendor' },
      { text: `YELP_API_KEY=${fake.base64url(42)}`, because: 'it is too short' },
    ],
    published: 'https://docs.developer.yelp.com/docs/places-authentication',
  },
];
