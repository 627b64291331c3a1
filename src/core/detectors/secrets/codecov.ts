import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';

export const codecov: readonly Detector[] = [
  {
    id: 'codecov-token',
    title: 'Codecov upload token',
    why: 'It can upload reports for the repository, and read it by the API.',
    type: 'CODECOV_TOKEN',
    ...contextual({ vendor: ['codecov'], names: ['token', 'key'], value: UUID }),
    finds: (fake) => [`CODECOV_TOKEN=«${uuid(fake)}»`, `codecov:\n  token: «${uuid(fake)}»`],
    ignores: () => [{ text: 'CODECOV_TOKEN=${{ secrets.CODECOV_TOKEN }}', because: 'it is a reference' }],
    published: 'https://docs.codecov.com/docs/codecov-tokens',
  },
];
