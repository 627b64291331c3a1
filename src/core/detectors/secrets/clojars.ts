import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const clojars: readonly Detector[] = [
  {
    id: 'clojars-token',
    title: 'Clojars deploy token',
    why: 'Whoever has it can publish packages in the owner’s name.',
    type: 'CLOJARS_TOKEN',
    ...prefixed({ prefix: 'CLOJARS_', tail: '[a-z0-9]{60}' }),
    finds: (fake) => [`CLOJARS_KEY=«CLOJARS_${fake.hex(60)}»`, `{ "token": "«CLOJARS_${fake.hex(60)}»" }`],
    ignores: (fake) => [
      { text: `CLOJARS_${fake.hex(20)}`, because: 'it is too short' },
      { text: `CLOJARS_${'x'.repeat(60)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}CLOJARS_${fake.hex(60)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://github.com/clojars/clojars-web/wiki/Deploy-Tokens',
    revoke: 'https://clojars.org/tokens',
  },
];
