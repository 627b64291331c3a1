import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';
import { prefixToken, upperAlnum } from './prefixToken.ts';

export const scaleway: readonly Detector[] = [
  prefixToken({
    id: 'scaleway-access-key',
    title: 'Scaleway access key',
    can: 'name the key of a Scaleway project, whose secret half mostly stands beside it',
    type: 'SCALEWAY_KEY',
    prefixes: ['SCW'],
    body: [upperAlnum(17)],
    accept: (_match, body) => (/[0-9]/.test(body) ? 'high' : undefined),
    published: 'https://www.scaleway.com/en/docs/iam/concepts/#access-key',
    revoke: 'https://console.scaleway.com/iam/api-keys',
  }),
  {
    id: 'scaleway-secret-key',
    title: 'Scaleway secret key',
    why: 'It can create, read and delete what the Scaleway project holds.',
    type: 'SCALEWAY_SECRET',
    ...contextual({ vendor: ['scaleway', 'scw_'], names: ['secret', 'token', 'key', 'access'], value: UUID }),
    finds: (fake) => [`SCW_SECRET_KEY=«${uuid(fake)}»`],
    ignores: (fake) => [{ text: `SCW_DEFAULT_PROJECT_ID=${uuid(fake)}`, because: 'it is the id of a project' }],
    published: 'https://www.scaleway.com/en/docs/iam/how-to/create-api-keys/',
    revoke: 'https://console.scaleway.com/iam/api-keys',
  },
];
