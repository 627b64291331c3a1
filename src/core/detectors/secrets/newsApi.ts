import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const newsApi: readonly Detector[] = [
  {
    id: 'newsapi-key',
    title: 'NewsAPI key',
    why: 'It calls a paid service at the account’s cost.',
    type: 'NEWSAPI_KEY',
    ...contextual({ vendor: ['newsapi', 'news_api', 'news-api'], value: '[a-f0-9]{32}' }),
    finds: (fake) => [
      `NEWS_API_API_KEY=«${fake.hex(32)}»`,
      `{ "newsApiApiKey": "«${fake.hex(32)}»" }`,
      `news-api-api-key: '«${fake.hex(32)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(32)}'`, because: 'nothing names the vendor' },
      { text: `NEWS_API_API_KEY=${fake.hex(10)}`, because: 'it is too short' },
    ],
    published: 'https://newsapi.org/docs/authentication',
  },
];
