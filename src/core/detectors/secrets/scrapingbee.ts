import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const scrapingbee: readonly Detector[] = [
  {
    id: 'scrapingbee-api-key',
    title: 'ScrapingBee API key',
    why: 'It can crawl at the expense of the ScrapingBee account.',
    type: 'SCRAPINGBEE_API_KEY',
    ...contextual({ vendor: ['scrapingbee'], value: '[A-Z0-9]{80}' }),
    finds: (fake) => [
      `https://app.scrapingbee.com/api/v1/?api_key=«${fake.upperAlnum(80)}»`,
      `SCRAPINGBEE_API_KEY=«${fake.upperAlnum(80)}»`,
    ],
    ignores: (fake) => [{ text: `SCRAPINGBEE_API_KEY=${fake.upperAlnum(70)}`, because: 'it is too short' }],
    published: 'https://www.scrapingbee.com/documentation/',
  },
];
