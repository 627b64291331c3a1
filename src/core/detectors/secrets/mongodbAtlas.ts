import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';
import { base64url, prefixToken } from './prefixToken.ts';

export const mongodbAtlas: readonly Detector[] = [
  prefixToken({
    id: 'mongodb-atlas-secret',
    title: 'MongoDB Atlas service account secret',
    can: 'manage the clusters of the MongoDB Atlas organisation',
    type: 'ATLAS_SECRET',
    prefixes: ['mdb_sa_sk_'],
    body: [base64url(40)],
    published: 'https://www.mongodb.com/docs/atlas/api/service-accounts-overview/',
    revoke: 'https://cloud.mongodb.com',
  }),
  {
    id: 'mongodb-atlas-private-key',
    title: 'MongoDB Atlas API private key',
    why: 'It can manage the clusters of the MongoDB Atlas organisation.',
    type: 'ATLAS_PRIVATE_KEY',
    ...contextual({
      vendor: ['atlas_private', 'mongodb_atlas', 'mongocli', 'mcli_private', 'atlas_api'],
      names: ['private', 'key'],
      value: UUID,
    }),
    finds: (fake) => [`MONGODB_ATLAS_PRIVATE_KEY=«${uuid(fake)}»`],
    ignores: (fake) => [{ text: `MONGODB_ATLAS_PROJECT_ID=${fake.hex(24)}`, because: 'it is the id of a project' }],
    published: 'https://www.mongodb.com/docs/atlas/configure-api-access/',
    revoke: 'https://cloud.mongodb.com',
  },
];
