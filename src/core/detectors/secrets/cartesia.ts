import type { Detector } from '../detector.ts';
import { base64url, prefixToken } from './prefixToken.ts';

export const cartesia: readonly Detector[] = [
  prefixToken({
    id: 'cartesia-api-key',
    title: 'Cartesia API key',
    can: 'make speech at the expense of the Cartesia account',
    type: 'CARTESIA_API_KEY',
    prefixes: ['sk_car_'],
    body: [base64url(20, 60)],
    published: 'https://docs.cartesia.ai/get-started/make-an-api-request',
    revoke: 'https://play.cartesia.ai/keys',
  }),
];
