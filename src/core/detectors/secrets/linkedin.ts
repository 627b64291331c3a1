import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { prefixed } from './prefixToken.ts';

export const linkedin: readonly Detector[] = [
  {
    id: 'linkedin-primary-secret',
    title: 'LinkedIn client secret',
    why: 'It reads and acts in the name of the account or application.',
    type: 'LINKEDIN_SECRET',
    ...prefixed({ prefix: 'WPL_AP', tail: '[0-9]\\.[A-Za-z0-9]{16}\\.[A-Za-z0-9+/]{4,12}={0,2}' }),
    finds: (fake) => [
      `LINKEDIN_KEY=«WPL_AP1.${fake.alnum(16)}.${fake.base64(6)}==»`,
      `{ "token": "«WPL_AP1.${fake.alnum(16)}.${fake.base64(6)}==»" }`,
    ],
    ignores: (fake) => [
      { text: `WPL_AP1.${fake.alnum(5)}.${fake.base64(6)}==`, because: 'it is too short' },
      { text: `WPL_AP1.${'x'.repeat(16)}.${'x'.repeat(6)}==`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}WPL_AP1.${fake.alnum(16)}.${fake.base64(6)}==`, because: 'it stands inside a longer word' },
    ],
    published: 'https://learn.microsoft.com/linkedin/shared/authentication/client-credentials-flow',
    revoke: 'https://www.linkedin.com/developers/apps',
  },
  {
    id: 'linkedin-secret',
    title: 'LinkedIn client id or secret',
    why: 'It reads and acts in the name of the account or application.',
    type: 'LINKEDIN_SECRET',
    ...contextual({
      vendor: ['linkedin'],
      names: ['secret', 'client_id', 'clientid', 'client-id', 'key', 'token'],
      value: '(?:[A-Za-z0-9]{16}|[a-z0-9]{14})',
    }),
    finds: (fake) => [
      `LINKEDIN_CLIENT_SECRET=«${fake.alnum(16)}»`,
      `{ "linkedinClientSecret": "«${fake.alnum(16)}»" }`,
      `linkedin-client-secret: '«${fake.alnum(16)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.alnum(16)}'`, because: 'nothing names the vendor' },
      { text: `LINKEDIN_CLIENT_SECRET=${fake.alnum(5)}`, because: 'it is too short' },
    ],
    published: 'https://learn.microsoft.com/linkedin/shared/authentication/client-credentials-flow',
    revoke: 'https://www.linkedin.com/developers/apps',
  },
];
