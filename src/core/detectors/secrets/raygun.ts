import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const raygun: readonly Detector[] = [
  {
    id: 'raygun-key',
    title: 'Raygun API key',
    why: 'Whoever has it can send data into the account, at its cost.',
    type: 'RAYGUN_KEY',
    ...contextual({ vendor: ['raygun'], value: '[A-Za-z0-9+/]{22}(?:==)?' }),
    finds: (fake) => [
      `RAYGUN_API_KEY=«${fake.alnum(22)}»`,
      `{ "raygunApiKey": "«${fake.alnum(22)}»" }`,
      `raygun-api-key: '«${fake.alnum(22)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.alnum(22)}'`, because: 'nothing names the vendor' },
      { text: `RAYGUN_API_KEY=${fake.alnum(7)}`, because: 'it is too short' },
    ],
    published: 'https://raygun.com/documentation/language-guides/',
  },
];
