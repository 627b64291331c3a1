import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const mailtrap: readonly Detector[] = [
  {
    id: 'mailtrap-token',
    title: 'Mailtrap API token',
    why: 'Whoever has it can send mail in the account’s name and read who got what.',
    type: 'MAILTRAP_TOKEN',
    ...contextual({ vendor: ['mailtrap'], value: '[a-f0-9]{32}' }),
    finds: (fake) => [
      `MAILTRAP_API_TOKEN=«${fake.hex(32)}»`,
      `{ "mailtrapApiToken": "«${fake.hex(32)}»" }`,
      `mailtrap-api-token: '«${fake.hex(32)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(32)}'`, because: 'nothing names the vendor' },
      { text: `MAILTRAP_API_TOKEN=${fake.hex(10)}`, because: 'it is too short' },
    ],
    published: 'https://help.mailtrap.io/article/103-api-tokens',
  },
];
