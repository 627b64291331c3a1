import type { Detector } from '../detector.ts';
import { base64url, prefixToken } from './prefixToken.ts';

export const stackhawk: readonly Detector[] = [
  prefixToken({
    id: 'stackhawk-key',
    title: 'StackHawk API key',
    can: 'start scans and read findings of the StackHawk organisation',
    type: 'STACKHAWK_KEY',
    prefixes: ['hawk.'],
    body: [base64url(20), '.', base64url(20)],
    published: 'https://docs.stackhawk.com/hawkscan/authenticating-with-stackhawk/',
  }),
];
