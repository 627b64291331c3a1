import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const brave: readonly Detector[] = [
  {
    id: 'brave-search-api-key',
    title: 'Brave Search API key',
    why: 'It can search at the expense of the Brave Search account.',
    type: 'BRAVE_API_KEY',
    ...contextual({
      vendor: ['brave_api', 'brave_search', 'x_subscription'],
      names: ['key', 'token', 'api', 'search'],
      value: 'BSA[A-Za-z0-9_-]{28}',
    }),
    finds: (fake) => [`BRAVE_API_KEY=«BSA${fake.base64url(28)}»`, `X-Subscription-Token: «BSA${fake.base64url(28)}»`],
    ignores: (fake) => [{ text: `BRAVE_API_KEY=BSA${fake.alnum(20)}`, because: 'it is too short' }],
    published: 'https://api-dashboard.search.brave.com/app/documentation/web-search/get-started',
    revoke: 'https://api-dashboard.search.brave.com/app/keys',
  },
];
