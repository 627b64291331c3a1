import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { prefixed } from './prefixToken.ts';

export const contentful: readonly Detector[] = [
  {
    id: 'contentful-management-token',
    title: 'Contentful management token',
    why: 'It reads or changes the content of a site.',
    type: 'CONTENTFUL_TOKEN',
    ...prefixed({ prefix: 'CFPAT-', tail: '[A-Za-z0-9_-]{43}' }),
    finds: (fake) => [`CONTENTFUL_KEY=«CFPAT-${fake.base64url(43)}»`, `{ "token": "«CFPAT-${fake.base64url(43)}»" }`],
    ignores: (fake) => [
      { text: `CFPAT-${fake.base64url(14)}`, because: 'it is too short' },
      { text: `CFPAT-${'x'.repeat(43)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}CFPAT-${fake.base64url(43)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://www.contentful.com/developers/docs/references/authentication/',
    revoke: 'https://app.contentful.com/account/profile/cma_tokens',
  },
  {
    id: 'contentful-delivery-token',
    title: 'Contentful delivery or preview token',
    why: 'It reads or changes the content of a site.',
    type: 'CONTENTFUL_TOKEN',
    ...contextual({ vendor: ['contentful'], value: '[A-Za-z0-9_=-]{43}' }),
    finds: (fake) => [
      `CONTENTFUL_ACCESS_TOKEN=«${fake.base64url(43)}»`,
      `{ "contentfulAccessToken": "«${fake.base64url(43)}»" }`,
      `contentful-access-token: '«${fake.base64url(43)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.base64url(43)}'`, because: 'nothing names the vendor' },
      { text: `CONTENTFUL_ACCESS_TOKEN=${fake.base64url(14)}`, because: 'it is too short' },
    ],
    published: 'https://www.contentful.com/developers/docs/references/authentication/',
  },
];
