import type { Detector } from '../detector.ts';
import { alnum, base64url, lowerAlnum, prefixToken } from './prefixToken.ts';

export const authress: readonly Detector[] = [
  prefixToken({
    id: 'authress-key',
    title: 'Authress service client key',
    can: 'decide on access in the name of an Authress service client',
    type: 'AUTHRESS_KEY',
    prefixes: ['sc_', 'ext_', 'scauth_'],
    body: [lowerAlnum(5, 30), '.', alnum(4, 6), '.', 'acc', base64url(10, 34), '.', base64url(30, 120)],
    published: 'https://authress.io/knowledge-base/docs/authorization/service-clients/secrets-scanning/',
  }),
];
