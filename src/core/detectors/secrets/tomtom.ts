import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const tomtom: readonly Detector[] = [
  {
    id: 'tomtom-key',
    title: 'TomTom API key',
    why: 'It uses the account’s maps at its cost.',
    type: 'TOMTOM_KEY',
    ...contextual({ vendor: ['tomtom'], value: '[A-Za-z0-9]{32}' }),
    finds: (fake) => [
      `TOMTOM_API_KEY=«${fake.alnum(32)}»`,
      `{ "tomtomApiKey": "«${fake.alnum(32)}»" }`,
      `tomtom-api-key: '«${fake.alnum(32)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.alnum(32)}'`, because: 'nothing names the vendor' },
      { text: `TOMTOM_API_KEY=${fake.alnum(10)}`, because: 'it is too short' },
    ],
    published: 'https://developer.tomtom.com/knowledgebase/platform/articles/how-to-get-an-tomtom-api-key/',
  },
];
