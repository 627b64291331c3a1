import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const flickr: readonly Detector[] = [
  {
    id: 'flickr-key',
    title: 'Flickr API key or secret',
    why: 'It reads and changes somebody’s photos.',
    type: 'FLICKR_KEY',
    ...contextual({ vendor: ['flickr'], value: '(?:[a-f0-9]{32}|[a-f0-9]{16})' }),
    finds: (fake) => [`FLICKR_API_KEY=«${fake.hex(32)}»`, `{ "flickrApiKey": "«${fake.hex(32)}»" }`, `flickr-api-key: '«${fake.hex(32)}»'`],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(32)}'`, because: 'nothing names the vendor' },
      { text: `FLICKR_API_KEY=${fake.hex(10)}`, because: 'it is too short' },
    ],
    published: 'https://www.flickr.com/services/api/misc.api_keys.html',
  },
];
