import type { Detector } from '../detector.ts';
import { hex, prefixToken, upperAlnum } from './prefixToken.ts';

export const postman: readonly Detector[] = [
  prefixToken({
    id: 'postman-api-key',
    title: 'Postman API key',
    can: 'read collections with the secrets in them',
    type: 'POSTMAN_KEY',
    prefixes: ['PMAK-'],
    body: [hex(24), '-', hex(34)],
    published: 'https://learning.postman.com/docs/developer/postman-api/authentication/',
    revoke: 'https://go.postman.co/settings/me/api-keys',
  }),
  prefixToken({
    id: 'postman-collection-token',
    title: 'Postman collection access key',
    can: 'read one Postman collection',
    type: 'POSTMAN_TOKEN',
    prefixes: ['PMAT-'],
    body: [upperAlnum(26)],
    published: 'https://learning.postman.com/docs/developer/postman-api/authentication/',
  }),
];
