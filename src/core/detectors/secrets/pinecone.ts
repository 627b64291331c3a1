import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';
import { alnum, prefixToken } from './prefixToken.ts';

export const pinecone: readonly Detector[] = [
  prefixToken({
    id: 'pinecone-api-key',
    title: 'Pinecone API key',
    can: 'read and change every index of the Pinecone project',
    type: 'PINECONE_API_KEY',
    prefixes: ['pcsk_'],
    body: [alnum(4, 8), '_', alnum(50, 80)],
    published: 'https://docs.pinecone.io/guides/projects/manage-api-keys',
    revoke: 'https://app.pinecone.io',
  }),
  {
    id: 'pinecone-legacy-api-key',
    title: 'Pinecone API key (older format)',
    why: 'It can read and change every index of the Pinecone project.',
    type: 'PINECONE_API_KEY',
    ...contextual({ vendor: ['pinecone'], names: ['key', 'token'], value: UUID }),
    finds: (fake) => [`pinecone.init(api_key="«${uuid(fake)}»", environment="us-west1-gcp")`],
    ignores: (fake) => [{ text: `pinecone_index_id = "${uuid(fake)}"`, because: 'it is the id of an index' }],
    revoke: 'https://app.pinecone.io',
  },
];
