import type { Detector } from '../detector.ts';
import { isDummy } from '../dummy.ts';

export const infura: readonly Detector[] = [
  {
    id: 'infura-key',
    title: 'Infura API key',
    kind: 'secret',
    why: 'It can read blockchains at the expense of the Infura account.',
    type: 'INFURA_KEY',
    literals: ['infura'],
    pattern:
      /[iI](?:nfura|NFURA)(?:\.io\/(?:ws\/)?v3\/|[\w.-]{0,24}(?:key|KEY|Key|id|ID|Id|secret|SECRET|Secret)["']?\s{0,4}[:=]\s{0,4}["']?)(?<value>[a-f0-9]{32})(?![A-Za-z0-9])/,
    after: 120,
    confidence: 'medium',
    accept: ({ value }) => (isDummy(value) ? undefined : 'medium'),
    finds: (fake) => [`https://mainnet.infura.io/v3/«${fake.hex(32)}»`, `INFURA_API_KEY=«${fake.hex(32)}»`],
    ignores: (fake) => [
      { text: 'https://mainnet.infura.io/v3/YOUR-API-KEY', because: 'it is a placeholder' },
      { text: `https://mainnet.infura.io/v3/${fake.hex(30)}`, because: 'it is too short' },
    ],
    published: 'https://docs.metamask.io/services/get-started/infura/',
  },
];
