import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const codacy: readonly Detector[] = [
  {
    id: 'codacy-token',
    title: 'Codacy token',
    why: 'It can upload reports and read analyses of the repository.',
    type: 'CODACY_TOKEN',
    ...contextual({ vendor: ['codacy'], names: ['token'], value: '(?:[a-f0-9]{32}|[A-Za-z0-9]{20})' }),
    finds: (fake) => [`CODACY_PROJECT_TOKEN=«${fake.hex(32)}»`, `CODACY_API_TOKEN=«${fake.alnum(20)}»`],
    ignores: (fake) => [{ text: `CODACY_PROJECT_TOKEN=${fake.hex(30)}`, because: 'its length is wrong' }],
    published: 'https://docs.codacy.com/codacy-api/api-tokens/',
  },
];
