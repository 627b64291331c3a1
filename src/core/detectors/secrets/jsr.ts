import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const jsr: readonly Detector[] = [
  {
    id: 'jsr-token',
    title: 'JSR token',
    why: 'Whoever has it can publish packages in the owner’s name.',
    type: 'JSR_TOKEN',
    ...prefixed({ prefix: ['jsrp_', 'jsrd_', 'jsrw_'], tail: '[A-Za-z0-9]{32,64}' }),
    finds: (fake) => [`JSR_KEY=«jsrp_${fake.alnum(43)}»`, `{ "token": "«jsrp_${fake.alnum(43)}»" }`],
    ignores: (fake) => [
      { text: `jsrp_${fake.alnum(14)}`, because: 'it is too short' },
      { text: `jsrp_${'x'.repeat(43)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}jsrp_${fake.alnum(43)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://jsr.io/docs/api',
    revoke: 'https://jsr.io/account/tokens',
  },
];
