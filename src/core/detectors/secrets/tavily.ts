import type { Detector } from '../detector.ts';
import { base64url, prefixToken } from './prefixToken.ts';

export const tavily: readonly Detector[] = [
  prefixToken({
    id: 'tavily-api-key',
    title: 'Tavily API key',
    can: 'search the web at the expense of the Tavily account',
    type: 'TAVILY_API_KEY',
    prefixes: ['tvly-', 'tvly-dev-', 'tvly-prod-'],
    body: [base64url(32, 64)],
    published: 'https://docs.tavily.com/documentation/quickstart',
    revoke: 'https://app.tavily.com',
  }),
];
