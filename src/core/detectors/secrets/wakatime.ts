import type { Detector } from '../detector.ts';
import { uuid } from './plausible.ts';
import { prefixed } from './prefixToken.ts';

export const wakatime: readonly Detector[] = [
  {
    id: 'wakatime-key',
    title: 'WakaTime API key',
    why: 'It reads what its owner worked on and when.',
    type: 'WAKATIME_KEY',
    ...prefixed({ prefix: ['waka_', 'waka_tok_'], tail: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}' }),
    finds: (fake) => [`WAKATIME_KEY=«waka_${uuid(fake)}»`, `{ "token": "«waka_${uuid(fake)}»" }`],
    ignores: (fake) => [
      { text: `waka_${fake.hex(8)}-${fake.hex(4)}`, because: 'it is too short' },
      { text: `waka_${'x'.repeat(36)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}waka_${uuid(fake)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://wakatime.com/faq#secret-api-key',
    revoke: 'https://wakatime.com/settings/account',
  },
];
