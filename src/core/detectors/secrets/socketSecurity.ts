import type { Detector } from '../detector.ts';
import { base64url, prefixToken } from './prefixToken.ts';

export const socketSecurity: readonly Detector[] = [
  prefixToken({
    id: 'socket-api-token',
    title: 'Socket API token',
    can: 'read and upload scans of the Socket organisation',
    type: 'SOCKET_TOKEN',
    prefixes: ['sktsec_'],
    body: [base64url(40, 80)],
    published: 'https://docs.socket.dev/docs/api-keys',
  }),
];
