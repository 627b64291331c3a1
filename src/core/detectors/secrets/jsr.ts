import { fitsCrc32 } from '../checksums.ts';
import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const jsr: readonly Detector[] = [
  {
    id: 'jsr-token',
    title: 'JSR token',
    why: 'Whoever has it can publish packages in the owner’s name.',
    type: 'JSR_TOKEN',
    // 29 random characters and a checksum over everything before it, the prefix too.
    ...prefixed({
      prefix: ['jsrp_', 'jsrd_', 'jsrw_'],
      tail: '[A-Za-z0-9]{35}',
      accept: ({ value }) => (fitsCrc32(value) ? 'high' : 'medium'),
    }),
    finds: (fake) => [`JSR_KEY=«jsrp_${fake.alnum(35)}»`, `{ "token": "«jsrd_${fake.alnum(35)}»" }`],
    ignores: (fake) => [
      { text: `jsrp_${fake.alnum(14)}`, because: 'it is too short' },
      { text: `jsrp_${'x'.repeat(35)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}jsrp_${fake.alnum(35)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://github.com/jsr-io/jsr/blob/main/api/src/token.rs',
    revoke: 'https://jsr.io/account/tokens',
  },
];
