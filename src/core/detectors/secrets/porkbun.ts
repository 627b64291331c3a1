import type { Detector } from '../detector.ts';
import { hex, prefixToken } from './prefixToken.ts';

export const porkbun: readonly Detector[] = [
  prefixToken({
    id: 'porkbun-key',
    title: 'Porkbun API key',
    can: 'change the domains of the Porkbun account together with its other half',
    type: 'PORKBUN_KEY',
    prefixes: ['pk1_', 'sk1_'],
    body: [hex(64)],
    published: 'https://porkbun.com/api/json/v3/documentation',
    revoke: 'https://porkbun.com/account/api',
  }),
];
