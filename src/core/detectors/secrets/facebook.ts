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
  {
    id: 'facebook-app-access-token',
    title: 'Facebook app access token',
    kind: 'secret',
    why: 'Whoever holds it acts as the app, with its secret.',
    type: 'FACEBOOK_TOKEN',
    literals: ['facebook', 'fb_', 'access_token'],
    pattern: /(?:facebook|fb_|access_token)[^\n|]{0,40}?(?<![\d])(?<value>\d{13,17}(?:\||%7C)[A-Za-z0-9_-]{27})(?![A-Za-z0-9_-])/i,
    after: 110,
    confidence: 'high',
    finds: (fake) => [`access_token=«${fake.digits(15)}|${fake.base64url(27)}»`],
    ignores: (fake) => [{ text: `facebook ${fake.digits(15)}|${fake.lower(6)}`, because: 'it is too short' }],
    published: 'https://developers.facebook.com/docs/facebook-login/guides/access-tokens#apptokens',
  },
];
