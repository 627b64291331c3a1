import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const statsig: readonly Detector[] = [
  {
    id: 'statsig-secret',
    title: 'Statsig server secret',
    why: 'It reads and changes feature gates.',
    type: 'STATSIG_SECRET',
    ...prefixed({ prefix: 'secret-', tail: '[A-Za-z0-9]{40,50}', confidence: 'medium' }),
    finds: (fake) => [`STATSIG_KEY=«secret-${fake.alnum(43)}»`, `{ "token": "«secret-${fake.alnum(43)}»" }`],
    ignores: (fake) => [
      { text: `secret-${fake.alnum(14)}`, because: 'it is too short' },
      { text: `secret-${'x'.repeat(43)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}secret-${fake.alnum(43)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://docs.statsig.com/sdk-keys/api-keys/',
  },
];
