import type { Detector } from '../detector.ts';
import { alnum, prefixToken } from './prefixToken.ts';

export const perplexity: readonly Detector[] = [
  prefixToken({
    id: 'perplexity-api-key',
    title: 'Perplexity API key',
    can: 'run searches and models at the expense of the Perplexity account',
    type: 'PERPLEXITY_API_KEY',
    prefixes: ['pplx-'],
    body: [alnum(48, 56)],
    published: 'https://docs.perplexity.ai/guides/getting-started',
    revoke: 'https://www.perplexity.ai/settings/api',
  }),
];
