import type { Detector } from '../detector.ts';
import { base64url, prefixToken } from './prefixToken.ts';

export const teamcity: readonly Detector[] = [
  prefixToken({
    id: 'teamcity-token',
    title: 'TeamCity access token',
    can: 'start builds and change settings as its owner in TeamCity',
    type: 'TEAMCITY_TOKEN',
    prefixes: ['eyJ0eXAiOiAiVENWMiJ9.'],
    body: [base64url(36), '.', base64url(48)],
    published: 'https://www.jetbrains.com/help/teamcity/managing-your-user-account.html#Managing+Access+Tokens',
  }),
];
