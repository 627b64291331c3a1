import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { hex, prefixToken } from './prefixToken.ts';

export const exoscale: readonly Detector[] = [
  prefixToken({
    id: 'exoscale-key',
    title: 'Exoscale API key',
    can: 'name the key of an Exoscale organisation, whose secret half mostly stands beside it',
    type: 'EXOSCALE_KEY',
    prefixes: ['EXO'],
    body: [hex(24, 26)],
    published: 'https://community.exoscale.com/platform/iam/',
  }),
  {
    id: 'exoscale-secret',
    title: 'Exoscale API secret',
    why: 'It can create, read and delete machines of the Exoscale organisation.',
    type: 'EXOSCALE_SECRET',
    ...contextual({ vendor: ['exoscale'], names: ['secret'], value: '[A-Za-z0-9_-]{43}' }),
    finds: (fake) => [`EXOSCALE_API_SECRET=«${fake.base64url(43)}»`],
    ignores: (fake) => [{ text: `EXOSCALE_API_SECRET=${fake.base64url(40)}`, because: 'it is too short' }],
    published: 'https://community.exoscale.com/platform/iam/',
  },
];
