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
    // `.ico-<hash>.png` is the picture of a page.
    accept: ({ text, start, end }) =>
      text[start - 1] === '.' || /^\.(?:png|jpe?g|svg|gif)/.test(text.slice(end, end + 5)) ? undefined : 'high',
    published: 'https://www.infracost.io/docs/',
  }),
];
