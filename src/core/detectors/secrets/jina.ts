import type { Detector } from '../detector.ts';
import { base64url, hex, prefixToken } from './prefixToken.ts';

export const jina: readonly Detector[] = [
  prefixToken({
    id: 'jina-api-key',
    title: 'Jina AI API key',
    can: 'run embeddings and readers at the expense of the Jina AI account',
    type: 'JINA_API_KEY',
    prefixes: ['jina_'],
    body: [hex(32), base64url(28)],
    published: 'https://jina.ai/embeddings/',
    revoke: 'https://jina.ai/api-dashboard/',
  }),
];
