import type { Detector } from '../detector.ts';
import { hex, prefixToken } from './prefixToken.ts';

export const firecrawl: readonly Detector[] = [
  prefixToken({
    id: 'firecrawl-api-key',
    title: 'Firecrawl API key',
    can: 'crawl the web at the expense of the Firecrawl account',
    type: 'FIRECRAWL_API_KEY',
    prefixes: ['fc-'],
    body: [hex(32)],
    published: 'https://docs.firecrawl.dev/introduction',
    revoke: 'https://www.firecrawl.dev/app/api-keys',
  }),
];
