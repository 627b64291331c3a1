import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID } from './plausible.ts';
import { prefixed } from './prefixToken.ts';

export const intercom: readonly Detector[] = [
  {
    id: 'intercom-access-token',
    title: 'Intercom access token',
    why: 'It reads conversations with customers and writes to them.',
    type: 'INTERCOM_TOKEN',
    ...prefixed({ prefix: 'dG9rO', tail: '[A-Za-z0-9+/]{54}=' }),
    finds: (fake) => [`INTERCOM_KEY=«dG9rO${fake.base64(54)}=»`, `{ "token": "«dG9rO${fake.base64(54)}=»" }`],
    ignores: (fake) => [
      { text: `dG9rO${fake.base64(18)}=`, because: 'it is too short' },
      { text: `dG9rO${'x'.repeat(54)}=`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}dG9rO${fake.base64(54)}=`, because: 'it stands inside a longer word' },
    ],
    published: 'https://developers.intercom.com/docs/build-an-integration/learn-more/authentication',
    revoke: 'https://app.intercom.com/a/apps/_/developer-hub',
  },
  {
    id: 'intercom-secret',
    title: 'Intercom client or identity secret',
    why: 'It reads conversations with customers.',
    type: 'INTERCOM_SECRET',
    ...contextual({ vendor: ['intercom'], value: `(?:${UUID}|[A-Za-z0-9_-]{40}|[A-Za-z0-9+/]{59}=)` }),
    finds: (fake) => [
      `INTERCOM_SECRET_KEY=«${fake.base64url(40)}»`,
      `{ "intercomSecretKey": "«${fake.base64url(40)}»" }`,
      `intercom-secret-key: '«${fake.base64url(40)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.base64url(40)}'`, because: 'nothing names the vendor' },
      { text: `INTERCOM_SECRET_KEY=${fake.base64url(13)}`, because: 'it is too short' },
    ],
    published: 'https://developers.intercom.com/docs/build-an-integration/learn-more/authentication',
  },
];
