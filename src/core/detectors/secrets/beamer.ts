import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const beamer: readonly Detector[] = [
  {
    id: 'beamer-key',
    title: 'Beamer API key',
    why: 'It reads and posts announcements.',
    type: 'BEAMER_KEY',
    ...contextual({ vendor: ['beamer'], value: 'b_[A-Za-z0-9=_/+-]{44}' }),
    finds: (fake) => [
      `BEAMER_API_KEY=«b_${fake.base64url(44)}»`,
      `{ "beamerApiKey": "«b_${fake.base64url(44)}»" }`,
      `beamer-api-key: '«b_${fake.base64url(44)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = 'b_${fake.base64url(44)}'`, because: 'nothing names the vendor' },
      { text: `BEAMER_API_KEY=b_${fake.base64url(14)}`, because: 'it is too short' },
    ],
    published: 'https://www.getbeamer.com/api',
  },
];
