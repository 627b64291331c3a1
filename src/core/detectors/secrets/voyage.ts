import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const voyage: readonly Detector[] = [
  {
    id: 'voyage-api-key',
    title: 'Voyage AI API key',
    why: 'It can make embeddings at the expense of the Voyage AI account.',
    type: 'VOYAGE_API_KEY',
    ...contextual({
      vendor: ['voyageai', 'voyage_ai', 'voyage_api', 'voyage_key'],
      names: ['key', 'token', 'client', 'api', 'ai'],
      value: 'pa-[A-Za-z0-9_-]{43}',
    }),
    finds: (fake) => [`VOYAGE_API_KEY=«pa-${fake.base64url(43)}»`, `voyageai.Client(api_key="«pa-${fake.base64url(43)}»")`],
    ignores: (fake) => [{ text: `VOYAGE_API_KEY=pa-${fake.alnum(20)}`, because: 'it is too short' }],
    published: 'https://docs.voyageai.com/docs/api-key-and-installation',
    revoke: 'https://dashboard.voyageai.com',
  },
];
