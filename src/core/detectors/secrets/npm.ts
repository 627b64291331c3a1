import { fitsCrc32 } from '../checksums.ts';
import type { Detector } from '../detector.ts';
import { alnum, prefixToken } from './prefixToken.ts';

export const npm: readonly Detector[] = [
  prefixToken({
    id: 'npm-access-token',
    title: 'npm access token',
    can: 'publish packages in its owner’s name',
    type: 'NPM_TOKEN',
    prefixes: ['npm_'],
    body: [alnum(36)],
    confidence: 'medium',
    accept: (_, body) => (fitsCrc32(body) ? 'high' : 'medium'),
    published: 'https://github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format/',
    revoke: 'https://www.npmjs.com/settings/~/tokens',
  }),
];
