import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const drone: readonly Detector[] = [
  {
    id: 'drone-token',
    title: 'Drone CI token',
    why: "It can start builds and read secrets' names as its owner in Drone.",
    type: 'DRONE_TOKEN',
    ...contextual({
      vendor: ['drone_token', 'drone_ci', 'drone_rpc', 'drone_server'],
      names: ['token', 'secret', ''],
      value: '[A-Za-z0-9]{32}',
    }),
    finds: (fake) => [`DRONE_TOKEN=«${fake.alnum(32)}»`, `DRONE_RPC_SECRET=«${fake.hex(32)}»`],
    ignores: (fake) => [
      { text: `DRONE_TOKEN=${fake.alnum(30)}`, because: 'it is too short' },
      { text: 'export DRONE_TOKEN=$TOKEN', because: 'it is a reference' },
    ],
    published: 'https://docs.drone.io/cli/configure/',
  },
];
