import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';

export const kucoin: readonly Detector[] = [
  {
    id: 'kucoin-key',
    title: 'KuCoin API key or secret',
    why: 'Whoever has it can trade or move somebody’s cryptocurrency.',
    type: 'KUCOIN_KEY',
    ...contextual({ vendor: ['kucoin'], value: `(?:[a-f0-9]{24}|${UUID})` }),
    finds: (fake) => [
      `KUCOIN_API_SECRET=«${uuid(fake)}»`,
      `{ "kucoinApiSecret": "«${uuid(fake)}»" }`,
      `kucoin-api-secret: '«${uuid(fake)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${uuid(fake)}'`, because: 'nothing names the vendor' },
      { text: `KUCOIN_API_SECRET=${fake.hex(8)}-${fake.hex(4)}`, because: 'it is too short' },
    ],
    published: 'https://www.kucoin.com/docs/basic-info/connection-method/authentication/creating-a-request',
  },
];
