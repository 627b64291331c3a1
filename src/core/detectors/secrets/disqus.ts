import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const disqus: readonly Detector[] = [
  {
    id: 'disqus-key',
    title: 'Disqus API key or secret',
    why: 'It reads and moderates comments.',
    type: 'DISQUS_KEY',
    ...contextual({ vendor: ['disqus'], value: '[A-Za-z0-9]{64}' }),
    finds: (fake) => [
      `DISQUS_API_SECRET=«${fake.alnum(64)}»`,
      `{ "disqusApiSecret": "«${fake.alnum(64)}»" }`,
      `disqus-api-secret: '«${fake.alnum(64)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.alnum(64)}'`, because: 'nothing names the vendor' },
      { text: `DISQUS_API_SECRET=${fake.alnum(21)}`, because: 'it is too short' },
    ],
    published: 'https://disqus.com/api/docs/auth/',
  },
];
