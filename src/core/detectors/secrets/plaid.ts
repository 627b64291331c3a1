import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { looksGenerated, uuid } from './plausible.ts';
import { prefixed } from './prefixToken.ts';

export const plaid: readonly Detector[] = [
  {
    id: 'plaid-access-token',
    title: 'Plaid access token',
    why: 'It reads a person’s bank accounts and transactions.',
    type: 'PLAID_TOKEN',
    ...prefixed({
      prefix: ['access-sandbox-', 'access-development-', 'access-production-'],
      tail: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
    }),
    finds: (fake) => [`PLAID_KEY=«access-production-${uuid(fake)}»`, `{ "token": "«access-sandbox-${uuid(fake)}»" }`],
    ignores: (fake) => [
      { text: `access-production-${fake.hex(8)}-${fake.hex(4)}`, because: 'it is too short' },
      { text: `access-production-${'x'.repeat(36)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}access-production-${uuid(fake)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://plaid.com/docs/api/items/',
    revoke: 'https://dashboard.plaid.com/developers/keys',
  },
  {
    id: 'plaid-public-token',
    title: 'Plaid public or link token',
    why: 'It can be exchanged for access to a person’s bank accounts while it lives.',
    type: 'PLAID_TOKEN',
    ...prefixed({
      prefix: ['public-sandbox-', 'public-development-', 'public-production-', 'link-sandbox-', 'link-development-', 'link-production-'],
      tail: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
    }),
    confidence: 'medium',
    accept: ({ value }) => (looksGenerated(value) ? 'medium' : undefined),
    finds: (fake) => [`PLAID_KEY=«public-production-${uuid(fake)}»`, `{ "token": "«link-sandbox-${uuid(fake)}»" }`],
    ignores: (fake) => [
      { text: `public-production-${fake.hex(8)}-${fake.hex(4)}`, because: 'it is too short' },
      { text: `public-production-${'x'.repeat(36)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}public-production-${uuid(fake)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://plaid.com/docs/api/link/',
  },
  {
    id: 'plaid-secret',
    title: 'Plaid secret or client id',
    why: 'It reads the bank accounts of an application’s customers.',
    type: 'PLAID_SECRET',
    ...contextual({
      vendor: ['plaid'],
      names: ['secret', 'client_id', 'clientid', 'client-id', 'key'],
      value: '(?:[a-f0-9]{30}|[a-f0-9]{24})',
    }),
    finds: (fake) => [`PLAID_SECRET=«${fake.hex(30)}»`, `{ "plaidSecret": "«${fake.hex(30)}»" }`, `plaid-secret: '«${fake.hex(30)}»'`],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(30)}'`, because: 'nothing names the vendor' },
      { text: `PLAID_SECRET=${fake.hex(10)}`, because: 'it is too short' },
    ],
    published: 'https://plaid.com/docs/quickstart/glossary/',
    revoke: 'https://dashboard.plaid.com/developers/keys',
  },
];
