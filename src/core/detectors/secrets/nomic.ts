import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const nomic: readonly Detector[] = [
  {
    id: 'nomic-api-key',
    title: 'Nomic API key',
    why: 'It can read and change the maps and datasets of the Nomic Atlas organisation.',
    type: 'NOMIC_API_KEY',
    ...contextual({
      vendor: ['nomic_api', 'nomic_key', 'nomic login', 'nomic.login'],
      names: ['key', 'api', 'login'],
      value: 'nk-[A-Za-z0-9_-]{40,50}',
    }),
    finds: (fake) => [`NOMIC_API_KEY=«nk-${fake.base64url(43)}»`],
    ignores: (fake) => [
      { text: `NOMIC_API_KEY=nk-${fake.alnum(20)}`, because: 'it is too short' },
      { text: `economic_api_key=nk-${fake.alnum(12)}`, because: 'it is another word, and too short' },
    ],
    published: 'https://docs.nomic.ai/',
    revoke: 'https://atlas.nomic.ai/data',
  },
];
