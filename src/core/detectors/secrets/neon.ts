import type { Detector } from '../detector.ts';
import { alnum, lowerAlnum, prefixToken } from './prefixToken.ts';

export const neon: readonly Detector[] = [
  prefixToken({
    id: 'neon-api-key',
    title: 'Neon API key',
    can: 'create, read and delete databases of the Neon account',
    type: 'NEON_API_KEY',
    prefixes: ['napi_'],
    body: [lowerAlnum(60, 64)],
    published: 'https://neon.com/docs/manage/api-keys',
    revoke: 'https://console.neon.tech/app/settings/api-keys',
  }),
  prefixToken({
    id: 'neon-password',
    title: 'Neon database password',
    can: 'read and change a database at Neon',
    type: 'NEON_PASSWORD',
    prefixes: ['npg_'],
    body: [alnum(12)],
    accept: (_match, body) => (/[0-9]/.test(body) && /[A-Za-z]/.test(body) ? 'high' : undefined),
    published: 'https://neon.com/docs/connect/connect-from-any-app',
  }),
];
