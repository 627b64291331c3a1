import type { Detector } from '../detector.ts';

export const k3s: readonly Detector[] = [
  {
    id: 'k3s-server-token',
    title: 'K3s cluster token',
    kind: 'secret',
    why: 'It can join machines to the K3s cluster.',
    type: 'K3S_TOKEN',
    literals: ['::server:', '::node:'],
    pattern: /(?<![A-Za-z0-9])(?<value>K10[a-f0-9]{64}::(?:server|node):[A-Za-z0-9.]{16,64})(?![A-Za-z0-9])/,
    before: 68,
    after: 80,
    confidence: 'high',
    finds: (fake) => [`K3S_TOKEN=«K10${fake.hex(64)}::server:${fake.hex(32)}»`],
    ignores: (fake) => [
      { text: `K10${fake.hex(20)}::server:${fake.hex(32)}`, because: 'its hash is too short' },
      { text: 'module::server::handle', because: 'it is a path in code' },
    ],
    published: 'https://docs.k3s.io/cli/token',
  },
];
