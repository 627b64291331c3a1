import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const namecheap: readonly Detector[] = [
  {
    id: 'namecheap-api-key',
    title: 'Namecheap API key',
    why: 'It can change the domains of the Namecheap account.',
    type: 'NAMECHEAP_API_KEY',
    ...contextual({ vendor: ['namecheap'], value: '[a-f0-9]{32}' }),
    finds: (fake) => [`NAMECHEAP_API_KEY=«${fake.hex(32)}»`],
    ignores: (fake) => [{ text: `NAMECHEAP_API_KEY=${fake.hex(31)}`, because: 'it is one character short' }],
    published: 'https://www.namecheap.com/support/api/intro/',
  },
];
