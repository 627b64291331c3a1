import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const here: readonly Detector[] = [
  {
    id: 'here-api-key',
    title: 'HERE API key',
    why: 'It uses the account’s maps at its cost.',
    type: 'HERE_KEY',
    ...contextual({
      vendor: ['here_api', 'here-api', 'hereapi', 'here_maps', 'heremaps', 'here_access', 'here_key', 'heremap'],
      value: '[A-Za-z0-9_-]{43}',
    }),
    finds: (fake) => [
      `HERE_API_KEY=«${fake.base64url(43)}»`,
      `{ "hereApiKey": "«${fake.base64url(43)}»" }`,
      `here-api-key: '«${fake.base64url(43)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.base64url(43)}'`, because: 'nothing names the vendor' },
      { text: `HERE_API_KEY=${fake.base64url(14)}`, because: 'it is too short' },
    ],
    published: 'https://www.here.com/docs/bundle/identity-and-access-management-developer-guide/page/topics/plat-using-apikeys.html',
  },
];
