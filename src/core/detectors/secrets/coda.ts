import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';

export const coda: readonly Detector[] = [
  {
    id: 'coda-token',
    title: 'Coda API token',
    why: 'It can read and change documents as its owner in Coda.',
    type: 'CODA_TOKEN',
    ...contextual({ vendor: ['coda_api', 'coda_token', 'coda_key'], names: ['token', 'key', ''], value: UUID }),
    finds: (fake) => [`CODA_API_TOKEN=«${uuid(fake)}»`],
    ignores: (fake) => [{ text: `CODA_DOC_ID=${uuid(fake)}`, because: 'it is the id of a document' }],
    published: 'https://coda.io/developers/apis/v1',
  },
];
