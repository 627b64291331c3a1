import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const patreon: readonly Detector[] = [
  {
    id: 'patreon-secret',
    title: 'Patreon client secret or token',
    why: 'It reads who supports a creator.',
    type: 'PATREON_SECRET',
    ...contextual({ vendor: ['patreon'], value: '[A-Za-z0-9_-]{43,64}' }),
    finds: (fake) => [
      `PATREON_CLIENT_SECRET=«${fake.base64url(43)}»`,
      `{ "patreonClientSecret": "«${fake.base64url(43)}»" }`,
      `patreon-client-secret: '«${fake.base64url(43)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.base64url(43)}'`, because: 'nothing names the vendor' },
      { text: `PATREON_CLIENT_SECRET=${fake.base64url(14)}`, because: 'it is too short' },
    ],
    published: 'https://docs.patreon.com/#oauth',
  },
];
