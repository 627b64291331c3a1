import type { Detector } from '../detector.ts';
import { hex, prefixToken } from './prefixToken.ts';

export const intra42: readonly Detector[] = [
  prefixToken({
    id: 'intra42-secret',
    title: '42 Intra client secret',
    can: 'act as this application at the 42 network',
    type: 'INTRA42_SECRET',
    prefixes: ['s-s4t2ud-', 's-s4t2af-'],
    body: [hex(64)],
    published: 'https://api.intra.42.fr/apidoc/guides/getting_started',
  }),
];
