import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';

export const okx: readonly Detector[] = [
  {
    id: 'okx-key',
    title: 'OKX API secret',
    why: 'Whoever has it can trade or move somebody’s cryptocurrency.',
    type: 'OKX_KEY',
    ...contextual({ vendor: ['okx_', 'okx-', 'okex', 'okxapi', 'okxsecret'], value: `(?:[A-F0-9]{32}|${UUID})` }),
    finds: (fake) => [`OKX_API_KEY=«${uuid(fake)}»`, `{ "okxApiKey": "«${uuid(fake)}»" }`, `okx-api-key: '«${uuid(fake)}»'`],
    ignores: (fake) => [
      { text: `checksum = '${uuid(fake)}'`, because: 'nothing names the vendor' },
      { text: `OKX_API_KEY=${fake.hex(8)}-${fake.hex(4)}`, because: 'it is too short' },
    ],
    published: 'https://www.okx.com/docs-v5/en/#overview-rest-authentication',
  },
];
