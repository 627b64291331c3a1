import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { looksGenerated } from './plausible.ts';

export const zoho: readonly Detector[] = [
  {
    id: 'zoho-token',
    title: 'Zoho access, refresh or grant token',
    kind: 'secret',
    why: 'It reads and changes an organization’s business data.',
    type: 'ZOHO_TOKEN',
    literals: ['1000.'],
    pattern: /(?<![A-Za-z0-9.])(?<value>1000\.[a-f0-9]{32}\.[a-f0-9]{32})(?![A-Za-z0-9.])/,
    after: 80,
    confidence: 'high',
    accept: ({ value }) => (looksGenerated(value) ? 'high' : undefined),
    finds: (fake) => [`Authorization: Zoho-oauthtoken «1000.${fake.hex(32)}.${fake.hex(32)}»`],
    ignores: (fake) => [
      { text: `total: 1000.${fake.digits(4)}`, because: 'it is a number' },
      { text: `1000.${fake.hex(32)}`, because: 'the second half is missing' },
    ],
    published: 'https://www.zoho.com/accounts/protocol/oauth/web-apps/access-token.html',
  },
  {
    id: 'zoho-secret',
    title: 'Zoho client secret',
    why: 'It reads and changes an organization’s business data.',
    type: 'ZOHO_SECRET',
    ...contextual({ vendor: ['zoho'], value: '[a-f0-9]{42}' }),
    finds: (fake) => [
      `ZOHO_CLIENT_SECRET=«${fake.hex(42)}»`,
      `{ "zohoClientSecret": "«${fake.hex(42)}»" }`,
      `zoho-client-secret: '«${fake.hex(42)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(42)}'`, because: 'nothing names the vendor' },
      { text: `ZOHO_CLIENT_SECRET=${fake.hex(14)}`, because: 'it is too short' },
    ],
    published: 'https://www.zoho.com/accounts/protocol/oauth-setup.html',
    revoke: 'https://api-console.zoho.com/',
  },
];
