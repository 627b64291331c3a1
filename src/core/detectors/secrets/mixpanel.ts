import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const mixpanel: readonly Detector[] = [
  {
    id: 'mixpanel-secret',
    title: 'Mixpanel token or secret',
    why: 'It reads or writes the account’s metrics, logs and alerts.',
    type: 'MIXPANEL_SECRET',
    ...contextual({ vendor: ['mixpanel'], value: '[a-f0-9]{32}' }),
    finds: (fake) => [
      `MIXPANEL_API_SECRET=«${fake.hex(32)}»`,
      `{ "mixpanelApiSecret": "«${fake.hex(32)}»" }`,
      `mixpanel-api-secret: '«${fake.hex(32)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(32)}'`, because: 'nothing names the vendor' },
      { text: `MIXPANEL_API_SECRET=${fake.hex(10)}`, because: 'it is too short' },
    ],
    published: 'https://developer.mixpanel.com/reference/project-secret',
  },
];
