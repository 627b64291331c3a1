import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const coveralls: readonly Detector[] = [
  {
    id: 'coveralls-token',
    title: 'Coveralls repository token',
    why: 'It can upload reports for the repository.',
    type: 'COVERALLS_TOKEN',
    ...contextual({ vendor: ['coveralls'], names: ['token'], value: '[A-Za-z0-9]{32,37}' }),
    finds: (fake) => [`COVERALLS_REPO_TOKEN=«${fake.alnum(33)}»`],
    ignores: (fake) => [{ text: `COVERALLS_REPO_TOKEN=${fake.alnum(20)}`, because: 'it is too short' }],
    published: 'https://docs.coveralls.io/api-introduction',
  },
];
