import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';

export const frontegg: readonly Detector[] = [
  {
    id: 'frontegg-secret',
    title: 'Frontegg API key or client id',
    why: 'It manages users, applications and logins.',
    type: 'FRONTEGG_SECRET',
    ...contextual({ vendor: ['frontegg'], names: ['key', 'secret', 'token', 'client_id', 'clientid', 'client-id'], value: UUID }),
    finds: (fake) => [`FRONTEGG_API_KEY=«${uuid(fake)}»`, `{ "fronteggApiKey": "«${uuid(fake)}»" }`, `frontegg-api-key: '«${uuid(fake)}»'`],
    ignores: (fake) => [
      { text: `checksum = '${uuid(fake)}'`, because: 'nothing names the vendor' },
      { text: `FRONTEGG_API_KEY=${fake.hex(8)}-${fake.hex(4)}`, because: 'it is too short' },
    ],
    published: 'https://docs.frontegg.com/',
  },
];
