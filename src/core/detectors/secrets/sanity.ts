import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const sanity: readonly Detector[] = [
  {
    id: 'sanity-token',
    title: 'Sanity API token',
    why: 'It reads or changes the content of a site.',
    type: 'SANITY_TOKEN',
    ...contextual({ vendor: ['sanity_', 'sanity-', 'sanityt', 'sanityapi', 'sanityauth'], value: 'sk[A-Za-z0-9]{80,190}' }),
    finds: (fake) => [
      `SANITY_API_TOKEN=«sk${fake.alnum(178)}»`,
      `{ "sanityApiToken": "«sk${fake.alnum(178)}»" }`,
      `sanity-api-token: '«sk${fake.alnum(178)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = 'sk${fake.alnum(178)}'`, because: 'nothing names the vendor' },
      { text: `SANITY_API_TOKEN=sk${fake.alnum(59)}`, because: 'it is too short' },
    ],
    published: 'https://www.sanity.io/docs/content-lake/http-auth',
    revoke: 'https://www.sanity.io/manage',
  },
];
