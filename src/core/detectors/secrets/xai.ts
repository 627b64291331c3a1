import type { Detector } from '../detector.ts';
import { base64url, prefixToken } from './prefixToken.ts';

export const xai: readonly Detector[] = [
  prefixToken({
    id: 'xai-api-key',
    title: 'xAI API key',
    can: 'run Grok models at the expense of the xAI team',
    type: 'XAI_API_KEY',
    prefixes: ['xai-'],
    body: [base64url(60, 100)],
    published: 'https://docs.x.ai/docs/tutorial',
    revoke: 'https://console.x.ai',
  }),
];
