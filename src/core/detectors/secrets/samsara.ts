import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const samsara: readonly Detector[] = [
  {
    id: 'samsara-token',
    title: 'Samsara API token',
    why: 'It reads where vehicles and drivers are.',
    type: 'SAMSARA_TOKEN',
    ...prefixed({ prefix: 'samsara_api_', tail: '[A-Za-z0-9]{30}' }),
    finds: (fake) => [`SAMSARA_KEY=«samsara_api_${fake.alnum(30)}»`, `{ "token": "«samsara_api_${fake.alnum(30)}»" }`],
    ignores: (fake) => [
      { text: `samsara_api_${fake.alnum(10)}`, because: 'it is too short' },
      { text: `samsara_api_${'x'.repeat(30)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}samsara_api_${fake.alnum(30)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://developers.samsara.com/docs/authentication',
  },
];
