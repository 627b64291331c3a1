import type { Detector } from '../detector.ts';
import { countsThrough } from '../dummy.ts';
import { base64url, prefixToken } from './prefixToken.ts';

export const google: readonly Detector[] = [
  prefixToken({
    id: 'google-api-key',
    title: 'Google API key',
    can: 'use Google services at its owner’s cost',
    type: 'GOOGLE_API_KEY',
    prefixes: ['AIza'],
    body: [base64url(35)],
    // Keys begin with `AIzaSy`, and so do those made up to show one: what counts is whether the rest is the alphabet.
    accept: (_, body) => (countsThrough(body.replace(/^Sy/, '')) ? undefined : 'high'),
    published: 'https://docs.cloud.google.com/docs/authentication/api-keys',
    revoke: 'https://console.cloud.google.com/apis/credentials',
  }),
  prefixToken({
    id: 'google-oauth-client-secret',
    title: 'Google OAuth client secret',
    can: 'pose as this application to Google’s users',
    type: 'GOOGLE_SECRET',
    prefixes: ['GOCSPX-'],
    body: [base64url(28)],
    published: 'https://developers.google.com/identity/protocols/oauth2',
    revoke: 'https://console.cloud.google.com/apis/credentials',
  }),
  prefixToken({
    id: 'google-oauth-access-token',
    title: 'Google OAuth access token',
    can: 'read and change a user’s data at Google for an hour',
    type: 'GOOGLE_TOKEN',
    prefixes: ['ya29.'],
    body: [base64url(20, 2048)],
    published: 'https://developers.google.com/identity/protocols/oauth2#size',
  }),
  prefixToken({
    id: 'google-oauth-refresh-token',
    title: 'Google OAuth refresh token',
    can: 'get new access to a user’s data at Google',
    type: 'GOOGLE_TOKEN',
    prefixes: ['1//0'],
    body: [base64url(40, 512)],
    published: 'https://developers.google.com/identity/protocols/oauth2#size',
  }),
];
