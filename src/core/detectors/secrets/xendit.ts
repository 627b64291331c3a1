import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const xendit: readonly Detector[] = [
  {
    id: 'xendit-secret-key',
    title: 'Xendit secret key',
    why: 'Whoever has it can charge, refund and read payments in the merchant’s name.',
    type: 'XENDIT_KEY',
    ...prefixed({ prefix: ['xnd_production_', 'xnd_development_'], tail: '[A-Za-z0-9]{40,70}' }),
    finds: (fake) => [`XENDIT_KEY=«xnd_production_${fake.alnum(56)}»`, `{ "token": "«xnd_development_${fake.alnum(56)}»" }`],
    ignores: (fake) => [
      { text: `xnd_production_${fake.alnum(18)}`, because: 'it is too short' },
      { text: `xnd_production_${'x'.repeat(56)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}xnd_production_${fake.alnum(56)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://docs.xendit.co/docs/api-keys',
  },
];
