import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const etherscan: readonly Detector[] = [
  {
    id: 'etherscan-api-key',
    title: 'Etherscan API key',
    why: 'It can query at the expense of the Etherscan account.',
    type: 'ETHERSCAN_API_KEY',
    ...contextual({
      vendor: ['etherscan', 'bscscan', 'polygonscan', 'arbiscan', 'basescan'],
      names: ['key', 'token'],
      value: '[A-Z0-9]{34}',
    }),
    finds: (fake) => [`ETHERSCAN_API_KEY=«${fake.upperAlnum(34)}»`, `https://api.etherscan.io/api?apikey=«${fake.upperAlnum(34)}»`],
    ignores: (fake) => [{ text: `ETHERSCAN_API_KEY=${fake.upperAlnum(30)}`, because: 'it is too short' }],
    published: 'https://docs.etherscan.io/getting-started/viewing-api-usage-statistics',
  },
];
