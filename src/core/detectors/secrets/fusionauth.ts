import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const fusionauth: readonly Detector[] = [
  {
    id: 'fusionauth-key',
    title: 'FusionAuth API key',
    why: 'It manages users, applications and logins.',
    type: 'FUSIONAUTH_KEY',
    ...contextual({ vendor: ['fusionauth'], value: '[A-Za-z0-9_-]{43,86}' }),
    finds: (fake) => [
      `FUSIONAUTH_API_KEY=«${fake.base64url(60)}»`,
      `{ "fusionauthApiKey": "«${fake.base64url(60)}»" }`,
      `fusionauth-api-key: '«${fake.base64url(60)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.base64url(60)}'`, because: 'nothing names the vendor' },
      { text: `FUSIONAUTH_API_KEY=${fake.base64url(20)}`, because: 'it is too short' },
    ],
    published: 'https://fusionauth.io/docs/apis/authentication',
  },
];
