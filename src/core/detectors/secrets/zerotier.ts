import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const zerotier: readonly Detector[] = [
  {
    id: 'zerotier-token',
    title: 'ZeroTier API token',
    why: 'It can change the networks of the ZeroTier account.',
    type: 'ZEROTIER_TOKEN',
    ...contextual({ vendor: ['zerotier'], value: '[A-Za-z0-9]{32}' }),
    finds: (fake) => [`ZEROTIER_CENTRAL_TOKEN=«${fake.alnum(32)}»`],
    ignores: (fake) => [{ text: `zerotier_network_id = ${fake.hex(16)}`, because: 'it is the id of a network' }],
    published: 'https://docs.zerotier.com/central/v1/',
  },
];
