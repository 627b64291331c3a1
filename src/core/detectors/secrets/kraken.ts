import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const kraken: readonly Detector[] = [
  {
    id: 'kraken-key',
    title: 'Kraken API key or private key',
    why: 'Whoever has it can trade or move somebody’s cryptocurrency.',
    type: 'KRAKEN_KEY',
    ...contextual({ vendor: ['kraken'], value: '(?:[A-Za-z0-9+/]{86}==|[A-Za-z0-9+/]{56})' }),
    finds: (fake) => [
      `KRAKEN_PRIVATE_KEY=«${fake.base64(86)}==»`,
      `{ "krakenPrivateKey": "«${fake.base64(86)}==»" }`,
      `kraken-private-key: '«${fake.base64(86)}==»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.base64(86)}=='`, because: 'nothing names the vendor' },
      { text: `KRAKEN_PRIVATE_KEY=${fake.base64(28)}==`, because: 'it is too short' },
    ],
    published: 'https://docs.kraken.com/api/docs/guides/spot-rest-auth',
  },
];
