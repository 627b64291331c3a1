import type { Detector } from '../detector.ts';
import { base64url, prefixToken } from './prefixToken.ts';

export const miro: readonly Detector[] = [
  prefixToken({
    id: 'miro-token',
    title: 'Miro access token',
    can: 'read and change boards as its owner in Miro',
    type: 'MIRO_TOKEN',
    prefixes: ['eyJtaXJvLm9yaWdpbiI6'],
    body: [base64url(10, 24), '_', base64url(20, 60)],
    published: 'https://developers.miro.com/docs/getting-started-with-oauth',
  }),
];
