import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const scraperapi: readonly Detector[] = [
  {
    id: 'scraperapi-key',
    title: 'ScraperAPI key',
    why: 'It can crawl at the expense of the ScraperAPI account.',
    type: 'SCRAPERAPI_KEY',
    ...contextual({ vendor: ['scraperapi', 'scraper_api'], value: '[a-f0-9]{32}' }),
    finds: (fake) => [`http://api.scraperapi.com?api_key=«${fake.hex(32)}»`],
    ignores: (fake) => [{ text: `SCRAPERAPI_KEY=${fake.hex(30)}`, because: 'it is too short' }],
    published: 'https://docs.scraperapi.com/',
  },
];
