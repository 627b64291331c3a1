import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const fossa: readonly Detector[] = [
  {
    id: 'fossa-key',
    title: 'FOSSA API key',
    why: 'It can read and upload licence scans of the FOSSA organisation.',
    type: 'FOSSA_KEY',
    ...contextual({ vendor: ['fossa_'], names: ['key', 'token'], value: '[a-f0-9]{32}' }),
    finds: (fake) => [`FOSSA_API_KEY=«${fake.hex(32)}»`],
    ignores: (fake) => [{ text: `FOSSA_API_KEY=${fake.hex(30)}`, because: 'it is too short' }],
    published: 'https://docs.fossa.com/docs/api-reference',
  },
];
