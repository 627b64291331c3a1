import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const gitter: readonly Detector[] = [
  {
    id: 'gitter-token',
    title: 'Gitter access token',
    why: 'Whoever has it speaks and reads as the bot.',
    type: 'GITTER_TOKEN',
    ...contextual({ vendor: ['gitter'], value: '[a-f0-9]{40}' }),
    finds: (fake) => [`GITTER_TOKEN=«${fake.hex(40)}»`, `{ "gitterToken": "«${fake.hex(40)}»" }`, `gitter-token: '«${fake.hex(40)}»'`],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(40)}'`, because: 'nothing names the vendor' },
      { text: `GITTER_TOKEN=${fake.hex(13)}`, because: 'it is too short' },
    ],
  },
];
