import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const lichess: readonly Detector[] = [
  {
    id: 'lichess-token',
    title: 'Lichess access token',
    why: 'It reads and acts in the name of the account or application.',
    type: 'LICHESS_TOKEN',
    ...prefixed({ prefix: ['lip_', 'lio_'], tail: '[A-Za-z0-9]{20}' }),
    finds: (fake) => [`LICHESS_KEY=«lip_${fake.alnum(20)}»`, `{ "token": "«lip_${fake.alnum(20)}»" }`],
    ignores: (fake) => [
      { text: `lip_${fake.alnum(6)}`, because: 'it is too short' },
      { text: `lip_${'x'.repeat(20)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}lip_${fake.alnum(20)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://lichess.org/api#section/Introduction/Authentication',
    revoke: 'https://lichess.org/account/oauth/token',
  },
];
