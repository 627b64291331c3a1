import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const serpapi: readonly Detector[] = [
  {
    id: 'serpapi-api-key',
    title: 'SerpApi key',
    why: 'It can search at the expense of the SerpApi account.',
    type: 'SERPAPI_API_KEY',
    ...contextual({ vendor: ['serpapi', 'serp_api'], value: '[a-f0-9]{64}' }),
    finds: (fake) => [`https://serpapi.com/search?api_key=«${fake.hex(64)}»`, `SERPAPI_API_KEY=«${fake.hex(64)}»`],
    ignores: (fake) => [{ text: `SERPAPI_API_KEY=${fake.hex(60)}`, because: 'it is too short' }],
    published: 'https://serpapi.com/search-api',
    revoke: 'https://serpapi.com/manage-api-key',
  },
];
