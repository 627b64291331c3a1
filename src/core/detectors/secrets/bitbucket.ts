import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { base64, prefixToken } from './prefixToken.ts';

export const bitbucket: readonly Detector[] = [
  prefixToken({
    id: 'bitbucket-http-token',
    title: 'Bitbucket Data Center HTTP access token',
    can: 'read and write repositories as its owner in Bitbucket Data Center',
    type: 'BITBUCKET_TOKEN',
    prefixes: ['BBDC-'],
    body: [base64(44)],
    published: 'https://confluence.atlassian.com/bitbucketserver/http-access-tokens-939515499.html',
  }),
  {
    id: 'bitbucket-client-secret',
    title: 'Bitbucket OAuth consumer secret',
    why: 'It can act as the OAuth consumer on Bitbucket.',
    type: 'BITBUCKET_SECRET',
    ...contextual({ vendor: ['bitbucket'], names: ['secret'], value: '[A-Za-z0-9]{32}' }),
    finds: (fake) => [`BITBUCKET_CLIENT_SECRET=«${fake.alnum(32)}»`],
    ignores: (fake) => [
      { text: `BITBUCKET_CLIENT_SECRET=${fake.alnum(31)}`, because: 'it is one character short' },
      { text: `BITBUCKET_COMMIT=${fake.hex(40)}`, because: 'it is a commit' },
    ],
    published: 'https://support.atlassian.com/bitbucket-cloud/docs/use-oauth-on-bitbucket-cloud/',
  },
];
