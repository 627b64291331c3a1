import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const readthedocs: readonly Detector[] = [
  {
    id: 'readthedocs-token',
    title: 'Read the Docs API token',
    why: 'It can start builds and change projects as its owner on Read the Docs.',
    type: 'READTHEDOCS_TOKEN',
    ...contextual({ vendor: ['readthedocs', 'rtd_'], names: ['token'], value: '[a-f0-9]{40}' }),
    finds: (fake) => [`READTHEDOCS_TOKEN=«${fake.hex(40)}»`],
    ignores: (fake) => [{ text: `READTHEDOCS_TOKEN=${fake.hex(39)}`, because: 'it is one character short' }],
    published: 'https://docs.readthedocs.com/platform/stable/api/v3.html',
  },
];
