import type { Detector } from '../detector.ts';
import { alnum, prefixToken } from './prefixToken.ts';

export const infracost: readonly Detector[] = [
  prefixToken({
    id: 'infracost-key',
    title: 'Infracost key',
    can: 'use Infracost in its owner’s name',
    type: 'INFRACOST_KEY',
    prefixes: ['ico-'],
    body: [alnum(32)],
    published: 'https://www.infracost.io/docs/',
  }),
];
