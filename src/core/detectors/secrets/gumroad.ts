import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const gumroad: readonly Detector[] = [
  {
    id: 'gumroad-token',
    title: 'Gumroad access token',
    why: 'It reads a shop’s sales.',
    type: 'GUMROAD_TOKEN',
    ...contextual({ vendor: ['gumroad'], value: '(?:[a-f0-9]{64}|[A-Za-z0-9_-]{43})' }),
    finds: (fake) => [
      `GUMROAD_ACCESS_TOKEN=«${fake.base64url(43)}»`,
      `{ "gumroadAccessToken": "«${fake.base64url(43)}»" }`,
      `gumroad-access-token: '«${fake.base64url(43)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.base64url(43)}'`, because: 'nothing names the vendor' },
      { text: `GUMROAD_ACCESS_TOKEN=${fake.base64url(14)}`, because: 'it is too short' },
    ],
    published: 'https://gumroad.com/api',
  },
];
