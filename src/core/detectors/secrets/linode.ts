import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const linode: readonly Detector[] = [
  {
    id: 'linode-token',
    title: 'Linode personal access token',
    why: 'It can create, read and delete machines of the Linode account.',
    type: 'LINODE_TOKEN',
    ...contextual({ vendor: ['linode'], value: '[a-f0-9]{64}' }),
    finds: (fake) => [`LINODE_TOKEN=«${fake.hex(64)}»`, `linode:\n  token: «${fake.hex(64)}»`],
    ignores: (fake) => [
      { text: `linode_image_sha256: ${fake.hex(64)}`, because: 'it is a hash' },
      { text: `LINODE_TOKEN=${fake.hex(63)}`, because: 'it is one character short' },
    ],
    published: 'https://techdocs.akamai.com/linode-api/reference/get-started',
    revoke: 'https://cloud.linode.com/profile/tokens',
  },
];
