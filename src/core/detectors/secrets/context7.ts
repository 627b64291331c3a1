import type { Detector } from '../detector.ts';
import { prefixToken, uuid } from './prefixToken.ts';

export const context7: readonly Detector[] = [
  prefixToken({
    id: 'context7-api-key',
    title: 'Context7 API key',
    can: 'read private documentation of the Context7 team',
    type: 'CONTEXT7_API_KEY',
    prefixes: ['ctx7sk-'],
    body: [...uuid],
    published: 'https://context7.com/docs/howto/api-keys',
    revoke: 'https://context7.com/dashboard',
  }),
];
