import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const hex: readonly Detector[] = [
  {
    id: 'hex-api-key',
    title: 'Hex.pm API key',
    why: 'Whoever has it can publish packages in the owner’s name.',
    type: 'HEX_KEY',
    ...contextual({ vendor: ['hex_api', 'hex-api', 'hexpm'], value: '[a-f0-9]{32}' }),
    finds: (fake) => [`HEX_API_KEY=«${fake.hex(32)}»`, `{ "hexApiKey": "«${fake.hex(32)}»" }`, `hex-api-key: '«${fake.hex(32)}»'`],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(32)}'`, because: 'nothing names the vendor' },
      { text: `HEX_API_KEY=${fake.hex(10)}`, because: 'it is too short' },
    ],
    published: 'https://hex.pm/docs/publish',
    revoke: 'https://hex.pm/dashboard/keys',
  },
];
