import type { Detector } from '../detector.ts';
import { lowerAlnum, prefixToken } from './prefixToken.ts';

export const chromatic: readonly Detector[] = [
  prefixToken({
    id: 'chromatic-token',
    title: 'Chromatic project token',
    can: 'upload builds to the Chromatic project',
    type: 'CHROMATIC_TOKEN',
    prefixes: ['chpt_'],
    body: [lowerAlnum(15)],
    published: 'https://www.chromatic.com/docs/setup/',
  }),
];
