import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';

export const infobip: readonly Detector[] = [
  {
    id: 'infobip-api-key',
    title: 'Infobip API key',
    why: 'Whoever has it can send messages and make calls at the account’s cost.',
    type: 'INFOBIP_KEY',
    ...contextual({ vendor: ['infobip'], value: `[a-f0-9]{32}-${UUID}` }),
    finds: (fake) => [
      `INFOBIP_API_KEY=«${fake.hex(32)}-${uuid(fake)}»`,
      `{ "infobipApiKey": "«${fake.hex(32)}-${uuid(fake)}»" }`,
      `infobip-api-key: '«${fake.hex(32)}-${uuid(fake)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(32)}-${uuid(fake)}'`, because: 'nothing names the vendor' },
      { text: `INFOBIP_API_KEY=${fake.hex(32)}-${fake.hex(8)}-${fake.hex(4)}`, because: 'it is too short' },
    ],
    published: 'https://www.infobip.com/docs/essentials/api-essentials/api-authentication',
  },
];
