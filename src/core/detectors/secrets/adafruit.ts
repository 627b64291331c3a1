import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const adafruit: readonly Detector[] = [
  {
    id: 'adafruit-io-key',
    title: 'Adafruit IO key',
    why: 'It reads and steers devices.',
    type: 'ADAFRUIT_KEY',
    ...prefixed({ prefix: 'aio_', tail: '[A-Za-z0-9]{28}' }),
    finds: (fake) => [`ADAFRUIT_KEY=«aio_${fake.alnum(28)}»`, `{ "token": "«aio_${fake.alnum(28)}»" }`],
    ignores: (fake) => [
      { text: `aio_${fake.alnum(9)}`, because: 'it is too short' },
      { text: `aio_${'x'.repeat(28)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}aio_${fake.alnum(28)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://io.adafruit.com/api/docs/',
    revoke: 'https://io.adafruit.com/',
  },
];
