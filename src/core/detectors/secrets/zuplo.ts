import type { Detector } from '../detector.ts';
import { alnum, hex, prefixToken } from './prefixToken.ts';

export const zuplo: readonly Detector[] = [
  prefixToken({
    id: 'zuplo-key',
    title: 'Zuplo API key',
    can: 'call the API behind Zuplo as its consumer',
    type: 'ZUPLO_KEY',
    prefixes: ['zpka_'],
    body: [alnum(32), '_', hex(8)],
    published: 'https://zuplo.com/docs/articles/api-key-leak-detection',
  }),
];
