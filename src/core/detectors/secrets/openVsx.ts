import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';

export const openVsx: readonly Detector[] = [
  {
    id: 'open-vsx-legacy-token',
    title: 'Open VSX access token',
    why: 'Whoever has it can publish packages in the owner’s name.',
    type: 'OVSX_TOKEN',
    ...contextual({ vendor: ['ovsx', 'openvsx', 'open_vsx'], value: UUID }),
    finds: (fake) => [`OVSX_PAT=«${uuid(fake)}»`, `{ "ovsxPat": "«${uuid(fake)}»" }`, `ovsx-pat: '«${uuid(fake)}»'`],
    ignores: (fake) => [
      { text: `checksum = '${uuid(fake)}'`, because: 'nothing names the vendor' },
      { text: `OVSX_PAT=${fake.hex(8)}-${fake.hex(4)}`, because: 'it is too short' },
    ],
    published: 'https://github.com/eclipse/openvsx/wiki/Publishing-Extensions',
  },
];
