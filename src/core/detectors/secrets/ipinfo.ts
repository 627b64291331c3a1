import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const ipinfo: readonly Detector[] = [
  {
    id: 'ipinfo-token',
    title: 'IPinfo token',
    why: 'It calls a paid service at the account’s cost.',
    type: 'IPINFO_TOKEN',
    ...contextual({ vendor: ['ipinfo'], value: '[a-f0-9]{14}' }),
    finds: (fake) => [`IPINFO_TOKEN=«${fake.hex(14)}»`, `{ "ipinfoToken": "«${fake.hex(14)}»" }`, `ipinfo-token: '«${fake.hex(14)}»'`],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(14)}'`, because: 'nothing names the vendor' },
      { text: `IPINFO_TOKEN=${fake.hex(4)}`, because: 'it is too short' },
    ],
    published: 'https://ipinfo.io/developers',
  },
];
