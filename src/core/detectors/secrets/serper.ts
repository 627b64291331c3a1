import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const serper: readonly Detector[] = [
  {
    id: 'serper-api-key',
    title: 'Serper API key',
    why: 'It can search at the expense of the Serper account.',
    type: 'SERPER_API_KEY',
    ...contextual({ vendor: ['serper'], value: '[a-f0-9]{40}' }),
    finds: (fake) => [`SERPER_API_KEY="«${fake.hex(40)}»"`],
    ignores: (fake) => [
      { text: `SERPER_API_KEY="${fake.hex(39)}"`, because: 'it is one character short' },
      { text: `serper@${fake.hex(40)}`, because: 'it is a commit' },
    ],
    revoke: 'https://serper.dev/api-key',
  },
];
