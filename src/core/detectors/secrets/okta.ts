import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { looksGenerated } from './plausible.ts';

export const okta: readonly Detector[] = [
  {
    id: 'okta-token',
    title: 'Okta API token',
    why: 'It manages users, applications and logins.',
    type: 'OKTA_TOKEN',
    ...contextual({ vendor: ['okta'], value: '00[A-Za-z0-9_-]{40}' }),
    finds: (fake) => [
      `OKTA_API_TOKEN=«00${fake.base64url(40)}»`,
      `{ "oktaApiToken": "«00${fake.base64url(40)}»" }`,
      `okta-api-token: '«00${fake.base64url(40)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '00${fake.base64url(40)}'`, because: 'nothing names the vendor' },
      { text: `OKTA_API_TOKEN=00${fake.base64url(13)}`, because: 'it is too short' },
    ],
    published: 'https://developer.okta.com/docs/guides/create-an-api-token/main/',
    revoke: 'https://login.okta.com/',
  },
  {
    id: 'okta-ssws',
    title: 'Okta API token in a header',
    kind: 'secret',
    why: 'It manages users, applications and logins.',
    type: 'OKTA_TOKEN',
    literals: ['SSWS '],
    pattern: /SSWS (?<value>00[A-Za-z0-9_-]{40})(?![A-Za-z0-9_-])/,
    after: 60,
    confidence: 'high',
    accept: ({ value }) => (looksGenerated(value) ? 'high' : undefined),
    finds: (fake) => [`Authorization: SSWS «00${fake.base64url(40)}»`],
    ignores: (fake) => [
      { text: `Authorization: SSWS <token>`, because: 'it is a placeholder' },
      { text: `SSWS ${fake.alnum(20)}`, because: 'it is too short' },
    ],
    published: 'https://developer.okta.com/docs/reference/core-okta-api/#authentication',
  },
  {
    id: 'okta-client-secret',
    title: 'Okta client secret',
    why: 'It manages users, applications and logins.',
    type: 'OKTA_SECRET',
    ...contextual({ vendor: ['okta'], names: ['secret'], value: '[A-Za-z0-9_-]{64}' }),
    finds: (fake) => [
      `OKTA_CLIENT_SECRET=«${fake.base64url(64)}»`,
      `{ "oktaClientSecret": "«${fake.base64url(64)}»" }`,
      `okta-client-secret: '«${fake.base64url(64)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.base64url(64)}'`, because: 'nothing names the vendor' },
      { text: `OKTA_CLIENT_SECRET=${fake.base64url(21)}`, because: 'it is too short' },
    ],
    published: 'https://developer.okta.com/docs/guides/client-secret-rotation-key/main/',
  },
];
