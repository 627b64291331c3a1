import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const livekit: readonly Detector[] = [
  {
    id: 'livekit-api-secret',
    title: 'LiveKit API secret',
    why: 'It can sign tokens for every room of the LiveKit project.',
    type: 'LIVEKIT_SECRET',
    ...contextual({ vendor: ['livekit'], names: ['secret'], value: '[A-Za-z0-9]{43,44}' }),
    finds: (fake) => [`LIVEKIT_API_SECRET=«${fake.alnum(44)}»`],
    ignores: (fake) => [
      { text: `LIVEKIT_API_SECRET=${fake.alnum(30)}`, because: 'it is too short' },
      { text: 'LIVEKIT_API_SECRET=secret', because: 'it is the development default' },
    ],
    published: 'https://docs.livekit.io/home/get-started/authentication/',
    revoke: 'https://cloud.livekit.io',
  },
];
