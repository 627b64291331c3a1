import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { prefixed } from './prefixToken.ts';

export const salesforce: readonly Detector[] = [
  {
    id: 'salesforce-access-token',
    title: 'Salesforce session or access token',
    why: 'It reads and changes an organization’s business data.',
    type: 'SALESFORCE_TOKEN',
    ...prefixed({ prefix: '00D', tail: '[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?![A-Za-z0-9_.]{80,120}' }),
    finds: (fake) => [`SALESFORCE_KEY=«00D${fake.alnum(12)}!${fake.alnum(96)}»`, `{ "token": "«00D${fake.alnum(12)}!${fake.alnum(96)}»" }`],
    ignores: (fake) => [
      { text: `00D${fake.alnum(12)}!${fake.alnum(32)}`, because: 'it is too short' },
      { text: `00D${'x'.repeat(12)}!${'x'.repeat(96)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}00D${fake.alnum(12)}!${fake.alnum(96)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_access_tokens.htm',
  },
  {
    id: 'salesforce-refresh-token',
    title: 'Salesforce refresh token',
    why: 'It reads and changes an organization’s business data.',
    type: 'SALESFORCE_TOKEN',
    ...prefixed({ prefix: '5Aep861', tail: '[A-Za-z0-9_.]{70,100}' }),
    finds: (fake) => [`SALESFORCE_KEY=«5Aep861${fake.alnum(80)}»`, `{ "token": "«5Aep861${fake.alnum(80)}»" }`],
    ignores: (fake) => [
      { text: `5Aep861${fake.alnum(26)}`, because: 'it is too short' },
      { text: `5Aep861${'x'.repeat(80)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}5Aep861${fake.alnum(80)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_refresh_token_flow.htm',
  },
  {
    id: 'salesforce-consumer-key',
    title: 'Salesforce consumer key',
    why: 'With its secret it logs in as the connected app.',
    type: 'SALESFORCE_KEY',
    ...prefixed({ prefix: '3MVG9', tail: '[A-Za-z0-9_.]{70,100}', confidence: 'medium' }),
    finds: (fake) => [`SALESFORCE_KEY=«3MVG9${fake.alnum(80)}»`, `{ "token": "«3MVG9${fake.alnum(80)}»" }`],
    ignores: (fake) => [
      { text: `3MVG9${fake.alnum(26)}`, because: 'it is too short' },
      { text: `3MVG9${'x'.repeat(80)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}3MVG9${fake.alnum(80)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://help.salesforce.com/s/articleView?id=xcloud.connected_app_create_api_integration.htm',
  },
  {
    id: 'salesforce-secret',
    title: 'Salesforce consumer secret or security token',
    why: 'It reads and changes an organization’s business data.',
    type: 'SALESFORCE_SECRET',
    ...contextual({ vendor: ['salesforce', 'sfdc'], names: ['secret', 'token'], value: '(?:[A-F0-9]{64}|\\d{17,20}|[A-Za-z0-9]{24,25})' }),
    finds: (fake) => [
      `SALESFORCE_CLIENT_SECRET=«${fake.hex(64).toUpperCase()}»`,
      `{ "salesforceClientSecret": "«${fake.hex(64).toUpperCase()}»" }`,
      `salesforce-client-secret: '«${fake.hex(64).toUpperCase()}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(64).toUpperCase()}'`, because: 'nothing names the vendor' },
      { text: `SALESFORCE_CLIENT_SECRET=${fake.hex(21).toUpperCase()}`, because: 'it is too short' },
    ],
    published: 'https://help.salesforce.com/s/articleView?id=xcloud.connected_app_create_api_integration.htm',
  },
];
