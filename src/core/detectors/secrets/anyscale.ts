import type { Detector } from '../detector.ts';
import { alnum, prefixToken } from './prefixToken.ts';

export const anyscale: readonly Detector[] = [
  prefixToken({
    id: 'anyscale-api-key',
    title: 'Anyscale API key',
    can: 'run models and clusters at the expense of the Anyscale account',
    type: 'ANYSCALE_API_KEY',
    prefixes: ['esecret_'],
    body: [alnum(24, 32)],
    published: 'https://docs.anyscale.com/',
    revoke: 'https://console.anyscale.com',
  }),
];
