import type { Detector } from '../detector.ts';
import { alnum, prefixToken } from './prefixToken.ts';

export const groq: readonly Detector[] = [
  prefixToken({
    id: 'groq-api-key',
    title: 'Groq API key',
    can: 'run models at the expense of the Groq organisation',
    type: 'GROQ_API_KEY',
    prefixes: ['gsk_'],
    body: [alnum(52)],
    published: 'https://console.groq.com/docs/quickstart',
    revoke: 'https://console.groq.com/keys',
  }),
];
