import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const easypost: readonly Detector[] = [
  {
    id: 'easypost-api-key',
    title: 'EasyPost API key',
    why: 'It buys shipping labels at the account’s cost.',
    type: 'EASYPOST_KEY',
    ...prefixed({ prefix: ['EZAK', 'EZTK'], tail: '[A-Za-z0-9]{54}' }),
    finds: (fake) => [`EASYPOST_KEY=«EZAK${fake.alnum(54)}»`, `{ "token": "«EZTK${fake.alnum(54)}»" }`],
    ignores: (fake) => [
      { text: `EZAK${fake.alnum(18)}`, because: 'it is too short' },
      { text: `EZAK${'x'.repeat(54)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}EZAK${fake.alnum(54)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://docs.easypost.com/docs/authentication',
    revoke: 'https://app.easypost.com/account/api-keys',
  },
];
