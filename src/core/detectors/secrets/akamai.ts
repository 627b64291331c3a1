import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { lowerAlnum, prefixToken } from './prefixToken.ts';

export const akamai: readonly Detector[] = [
  prefixToken({
    id: 'akamai-edgegrid-token',
    title: 'Akamai EdgeGrid token',
    can: 'name an API client of Akamai, whose secret mostly stands beside it',
    type: 'AKAMAI_TOKEN',
    prefixes: ['akab-'],
    body: [lowerAlnum(16), '-', lowerAlnum(16)],
    published: 'https://techdocs.akamai.com/developer/docs/edgegrid',
  }),
  {
    id: 'akamai-client-secret',
    title: 'Akamai EdgeGrid client secret',
    why: 'It can sign requests that change the Akamai configuration.',
    type: 'AKAMAI_SECRET',
    ...contextual({ vendor: ['akamai', 'edgerc', 'edgegrid'], names: ['secret'], value: '[A-Za-z0-9+/]{43}=' }),
    finds: (fake) => [`new EdgeGrid({ clientSecret: '«${fake.base64(43)}=»' })`, `AKAMAI_CLIENT_SECRET="«${fake.base64(43)}=»"`],
    ignores: (fake) => [{ text: `AKAMAI_CLIENT_SECRET=${fake.base64(40)}`, because: 'it is too short' }],
    published: 'https://techdocs.akamai.com/developer/docs/edgegrid',
  },
];
