import type { Detector } from '../detector.ts';
import { base64url, upperAlnum, prefixToken } from './prefixToken.ts';

export const onepassword: readonly Detector[] = [
  prefixToken({
    id: 'onepassword-service-token',
    title: '1Password service account token',
    can: 'read the vaults it was made for',
    type: 'ONEPASSWORD_TOKEN',
    prefixes: ['ops_eyJ'],
    body: [base64url(100, 2000)],
    published: 'https://developer.1password.com/docs/service-accounts/',
  }),
  prefixToken({
    id: 'onepassword-secret-key',
    title: '1Password secret key',
    can: 'unlock an account together with its password',
    type: 'ONEPASSWORD_KEY',
    prefixes: ['A3-'],
    body: [upperAlnum(6), '-', upperAlnum(11), '-', upperAlnum(5), '-', upperAlnum(5), '-', upperAlnum(5)],
    published: 'https://support.1password.com/secret-key/',
  }),
];
