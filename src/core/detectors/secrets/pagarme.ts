import type { Detector } from '../detector.ts';
import { alnum, prefixToken } from './prefixToken.ts';

export const pagarme: readonly Detector[] = [
  prefixToken({
    id: 'pagarme-key',
    title: 'Pagar.me API key',
    can: 'charge and refund at Pagar.me',
    type: 'PAGARME_KEY',
    prefixes: ['ak_live_', 'ak_test_'],
    body: [alnum(30)],
    published: 'https://docs.pagar.me/reference/autentica%C3%A7%C3%A3o-2',
  }),
];
