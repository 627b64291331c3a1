import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const ramp: readonly Detector[] = [
  {
    id: 'ramp-client-secret',
    title: 'Ramp client secret',
    why: 'It reads and changes a company’s cards and expenses.',
    type: 'RAMP_SECRET',
    ...prefixed({ prefix: 'ramp_sec_', tail: '[A-Za-z0-9]{48}' }),
    finds: (fake) => [`RAMP_KEY=«ramp_sec_${fake.alnum(48)}»`, `{ "token": "«ramp_sec_${fake.alnum(48)}»" }`],
    ignores: (fake) => [
      { text: `ramp_sec_${fake.alnum(16)}`, because: 'it is too short' },
      { text: `ramp_sec_${'x'.repeat(48)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}ramp_sec_${fake.alnum(48)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://docs.ramp.com/developer-api/v1/authorization',
  },
];
