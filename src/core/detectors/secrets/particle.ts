import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const particle: readonly Detector[] = [
  {
    id: 'particle-token',
    title: 'Particle access token',
    why: 'It reads and steers devices.',
    type: 'PARTICLE_TOKEN',
    ...contextual({ vendor: ['particle_', 'particleio', 'particle.io', 'particleacc', 'particle-'], value: '[a-f0-9]{40}' }),
    finds: (fake) => [
      `PARTICLE_ACCESS_TOKEN=«${fake.hex(40)}»`,
      `{ "particleAccessToken": "«${fake.hex(40)}»" }`,
      `particle-access-token: '«${fake.hex(40)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(40)}'`, because: 'nothing names the vendor' },
      { text: `PARTICLE_ACCESS_TOKEN=${fake.hex(13)}`, because: 'it is too short' },
    ],
    published: 'https://docs.particle.io/reference/cloud-apis/access-tokens/',
  },
];
