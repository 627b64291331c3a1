import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { hex, prefixToken, upperAlnum } from './prefixToken.ts';

export const digitalocean: readonly Detector[] = [
  prefixToken({
    id: 'digitalocean-token',
    title: 'DigitalOcean token',
    can: 'create and delete machines at its owner’s cost',
    type: 'DIGITALOCEAN_TOKEN',
    prefixes: ['dop_v1_', 'doo_v1_', 'dor_v1_'],
    body: [hex(64)],
    published: 'https://docs.digitalocean.com/reference/api/create-personal-access-token/',
    revoke: 'https://cloud.digitalocean.com/account/api/tokens',
  }),
  prefixToken({
    id: 'digitalocean-spaces-key',
    title: 'DigitalOcean Spaces key id',
    can: 'name the key of a bucket, whose secret half mostly stands beside it',
    type: 'DO_SPACES_KEY',
    prefixes: ['DO00', 'DO801'],
    body: [upperAlnum(15, 16)],
    published: 'https://docs.digitalocean.com/products/spaces/how-to/manage-access/',
    revoke: 'https://cloud.digitalocean.com/spaces/access_keys',
  }),
  {
    id: 'digitalocean-spaces-secret',
    title: 'DigitalOcean Spaces secret',
    why: 'It can read and change the files in the buckets of its key.',
    type: 'DO_SPACES_SECRET',
    ...contextual({
      vendor: ['spaces_secret', 'spaces_access', 'do_spaces', 'digitalocean_spaces'],
      names: ['secret', 'key'],
      value: '[A-Za-z0-9+/]{43}',
    }),
    finds: (fake) => [`SPACES_SECRET_ACCESS_KEY=«${fake.base64(43)}»`],
    ignores: (fake) => [{ text: `SPACES_SECRET_ACCESS_KEY=${fake.base64(30)}`, because: 'it is too short' }],
    published: 'https://docs.digitalocean.com/products/spaces/how-to/manage-access/',
    revoke: 'https://cloud.digitalocean.com/spaces/access_keys',
  },
];
