import type { Detector } from '../detector.ts';
import { alnum, prefixToken } from './prefixToken.ts';

export const replicate: readonly Detector[] = [
  prefixToken({
    id: 'replicate-api-token',
    title: 'Replicate API token',
    can: 'run and change models and read predictions of the Replicate account',
    type: 'REPLICATE_TOKEN',
    prefixes: ['r8_'],
    body: [alnum(37)],
    published: 'https://replicate.com/docs/topics/security/api-tokens',
    revoke: 'https://replicate.com/account/api-tokens',
  }),
];
