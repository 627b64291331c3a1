import type { Detector } from '../detector.ts';
import { alnum, prefixToken } from './prefixToken.ts';

export const ubidots: readonly Detector[] = [
  prefixToken({
    id: 'ubidots-token',
    title: 'Ubidots token',
    can: 'read and write the data of devices at Ubidots',
    type: 'UBIDOTS_TOKEN',
    prefixes: ['BBFF-', 'BBUS-'],
    body: [alnum(30, 34)],
    published: 'https://docs.ubidots.com/reference/authentication',
  }),
];
