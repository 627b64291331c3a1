import type { Detector } from '../detector.ts';
import { base64url, prefixToken } from './prefixToken.ts';

export const supernotes: readonly Detector[] = [
  prefixToken({
    id: 'supernotes-key',
    title: 'Supernotes API key',
    can: 'read and change cards at Supernotes',
    type: 'SUPERNOTES_KEY',
    prefixes: ['supernotes_sk-'],
    body: [base64url(30, 60)],
    published: 'https://api.supernotes.app/docs',
  }),
];
