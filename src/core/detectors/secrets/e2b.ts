import type { Detector } from '../detector.ts';
import { hex, prefixToken } from './prefixToken.ts';

export const e2b: readonly Detector[] = [
  prefixToken({
    id: 'e2b-api-key',
    title: 'E2B API key',
    can: 'run sandboxes at the expense of the E2B team',
    type: 'E2B_API_KEY',
    prefixes: ['e2b_'],
    body: [hex(40)],
    published: 'https://e2b.dev/docs/api-key',
    revoke: 'https://e2b.dev/dashboard',
  }),
];
