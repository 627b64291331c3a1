import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const unkey: readonly Detector[] = [
  {
    id: 'unkey-root-key',
    title: 'Unkey root key',
    why: 'It creates and checks the API keys of an application’s users.',
    type: 'UNKEY_KEY',
    ...prefixed({ prefix: 'unkey_', tail: '[A-Za-z0-9]{20,32}' }),
    finds: (fake) => [`UNKEY_KEY=«unkey_${fake.alnum(22)}»`, `{ "token": "«unkey_${fake.alnum(22)}»" }`],
    ignores: (fake) => [
      { text: `unkey_${fake.alnum(7)}`, because: 'it is too short' },
      { text: `unkey_${'x'.repeat(22)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}unkey_${fake.alnum(22)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://www.unkey.com/docs/security/root-keys',
  },
];
