import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const shippo: readonly Detector[] = [
  {
    id: 'shippo-token',
    title: 'Shippo API token',
    why: 'It buys shipping labels at the account’s cost.',
    type: 'SHIPPO_TOKEN',
    ...prefixed({ prefix: ['shippo_live_', 'shippo_test_'], tail: '[a-fA-F0-9]{40}' }),
    finds: (fake) => [`SHIPPO_KEY=«shippo_live_${fake.hex(40)}»`, `{ "token": "«shippo_test_${fake.hex(40)}»" }`],
    ignores: (fake) => [
      { text: `shippo_live_${fake.hex(13)}`, because: 'it is too short' },
      { text: `shippo_live_${'x'.repeat(40)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}shippo_live_${fake.hex(40)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://docs.goshippo.com/docs/guides_general/authentication/',
    revoke: 'https://apps.goshippo.com/settings/api',
  },
];
