import type { Detector } from '../detector.ts';
import { alnum, prefixToken } from './prefixToken.ts';

export const facebook: readonly Detector[] = [
  prefixToken({
    id: 'facebook-token',
    title: 'Facebook access token',
    can: 'act in a user’s or page’s name',
    type: 'FACEBOOK_TOKEN',
    prefixes: ['EAAC', 'EAAB', 'EAAG', 'EAAJ', 'EAAD'],
    body: [alnum(60, 300)],
    confidence: 'medium',
    published: 'https://developers.facebook.com/docs/facebook-login/guides/access-tokens/',
  }),
];
