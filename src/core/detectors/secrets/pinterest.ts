import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const pinterest: readonly Detector[] = [
  {
    id: 'pinterest-token',
    title: 'Pinterest access token',
    why: 'It reads and acts in the name of the account or application.',
    type: 'PINTEREST_TOKEN',
    ...prefixed({ prefix: ['pina_', 'pinr_'], tail: '[A-Z0-9]{40,200}' }),
    finds: (fake) => [`PINTEREST_KEY=«pina_${fake.upperAlnum(100)}»`, `{ "token": "«pina_${fake.upperAlnum(100)}»" }`],
    ignores: (fake) => [
      { text: `pina_${fake.upperAlnum(33)}`, because: 'it is too short' },
      { text: `pina_${'x'.repeat(100)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}pina_${fake.upperAlnum(100)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://developers.pinterest.com/docs/getting-started/set-up-authentication-and-authorization/',
  },
];
