import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const polar: readonly Detector[] = [
  {
    id: 'polar-token',
    title: 'Polar access token',
    why: 'Whoever has it can charge, refund and read payments in the merchant’s name.',
    type: 'POLAR_TOKEN',
    ...prefixed({
      prefix: ['polar_oat_', 'polar_pat_', 'polar_at_o_', 'polar_at_u_', 'polar_rt_o_', 'polar_rt_u_'],
      tail: '[A-Za-z0-9]{32,64}',
    }),
    finds: (fake) => [`POLAR_KEY=«polar_oat_${fake.alnum(43)}»`, `{ "token": "«polar_pat_${fake.alnum(43)}»" }`],
    ignores: (fake) => [
      { text: `polar_oat_${fake.alnum(14)}`, because: 'it is too short' },
      { text: `polar_oat_${'x'.repeat(43)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}polar_oat_${fake.alnum(43)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://polar.sh/docs/integrate/oat',
    revoke: 'https://polar.sh/settings',
  },
];
