import type { Detector } from '../detector.ts';
import { alnum, prefixToken } from './prefixToken.ts';

export const nightfall: readonly Detector[] = [
  prefixToken({
    id: 'nightfall-key',
    title: 'Nightfall API key',
    can: 'scan at the expense of the Nightfall account',
    type: 'NIGHTFALL_KEY',
    prefixes: ['NF-'],
    body: [alnum(32)],
    published: 'https://help.nightfall.ai/developer-api/introduction/getting-started-with-the-developer-platform',
  }),
];
