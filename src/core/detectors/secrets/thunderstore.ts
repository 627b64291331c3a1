import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const thunderstore: readonly Detector[] = [
  {
    id: 'thunderstore-token',
    title: 'Thunderstore API token',
    why: 'Whoever has it can publish packages in the owner’s name.',
    type: 'THUNDERSTORE_TOKEN',
    ...prefixed({ prefix: 'tss_', tail: '[A-Za-z0-9]{36}' }),
    finds: (fake) => [`THUNDERSTORE_KEY=«tss_${fake.alnum(36)}»`, `{ "token": "«tss_${fake.alnum(36)}»" }`],
    ignores: (fake) => [
      { text: `tss_${fake.alnum(12)}`, because: 'it is too short' },
      { text: `tss_${'x'.repeat(36)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}tss_${fake.alnum(36)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://thunderstore.io/api/docs/',
  },
];
