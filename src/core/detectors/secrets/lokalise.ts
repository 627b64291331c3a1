import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const lokalise: readonly Detector[] = [
  {
    id: 'lokalise-token',
    title: 'Lokalise API token',
    why: 'It can read and change translations as its owner in Lokalise.',
    type: 'LOKALISE_TOKEN',
    ...contextual({ vendor: ['lokalise'], names: ['token', 'key'], value: '[a-f0-9]{40}' }),
    finds: (fake) => [`LOKALISE_API_TOKEN=«${fake.hex(40)}»`],
    ignores: (fake) => [{ text: `LOKALISE_API_TOKEN=${fake.hex(39)}`, because: 'it is one character short' }],
    published: 'https://docs.lokalise.com/en/articles/1929556-api-tokens',
  },
];
