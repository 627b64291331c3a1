import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const rubygems: readonly Detector[] = [
  {
    id: 'rubygems-key',
    title: 'RubyGems API key',
    why: 'Whoever has it can publish packages in the owner’s name.',
    type: 'RUBYGEMS_KEY',
    ...prefixed({ prefix: 'rubygems_', tail: '[a-f0-9]{48}' }),
    finds: (fake) => [`RUBYGEMS_KEY=«rubygems_${fake.hex(48)}»`, `{ "token": "«rubygems_${fake.hex(48)}»" }`],
    ignores: (fake) => [
      { text: `rubygems_${fake.hex(16)}`, because: 'it is too short' },
      { text: `rubygems_${'x'.repeat(48)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}rubygems_${fake.hex(48)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://guides.rubygems.org/api-key-scopes/',
    revoke: 'https://rubygems.org/profile/api_keys',
  },
];
