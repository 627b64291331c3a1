import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const frameIo: readonly Detector[] = [
  {
    id: 'frame-io-token',
    title: 'Frame.io token',
    why: 'It reads and changes videos under review.',
    type: 'FRAMEIO_TOKEN',
    ...prefixed({ prefix: 'fio-u-', tail: '[A-Za-z0-9=_-]{64}' }),
    finds: (fake) => [`FRAME_IO_KEY=«fio-u-${fake.base64url(64)}»`, `{ "token": "«fio-u-${fake.base64url(64)}»" }`],
    ignores: (fake) => [
      { text: `fio-u-${fake.base64url(21)}`, because: 'it is too short' },
      { text: `fio-u-${'x'.repeat(64)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}fio-u-${fake.base64url(64)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://developer.frame.io/docs/getting-started/authentication',
  },
];
