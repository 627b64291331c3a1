import type { Detector } from '../detector.ts';
import { alnum, anyHex, base64url, upperAlnum, prefixToken } from './prefixToken.ts';

export const atlassian: readonly Detector[] = [
  prefixToken({
    id: 'atlassian-api-token',
    title: 'Atlassian API token',
    can: 'use Jira and Confluence in its owner’s name',
    type: 'ATLASSIAN_TOKEN',
    prefixes: ['ATATT3xFfGF0', 'ATCTT3xFfGN0'],
    body: [base64url(60, 240), '=', upperAlnum(8)],
    published: 'https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/',
    revoke: 'https://id.atlassian.com/manage-profile/security/api-tokens',
  }),
  prefixToken({
    id: 'bitbucket-app-password',
    title: 'Bitbucket app password',
    can: 'read and write repositories',
    type: 'BITBUCKET_PASSWORD',
    prefixes: ['ATBB'],
    body: [alnum(24), anyHex(8)],
    published: 'https://support.atlassian.com/bitbucket-cloud/docs/app-passwords/',
  }),
];
