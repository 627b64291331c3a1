import type { Detector } from '../detector.ts';
import { looksGenerated } from './plausible.ts';

export const rapidapi: readonly Detector[] = [
  {
    id: 'rapidapi-key',
    title: 'RapidAPI key',
    kind: 'secret',
    why: 'It calls paid APIs at the account’s cost.',
    type: 'RAPIDAPI_KEY',
    literals: ['msh'],
    pattern: /(?<![A-Za-z0-9])(?<value>[a-f0-9]{10}msh[a-f0-9]{15}p1[a-f0-9]{6}jsn[a-f0-9]{12})(?![A-Za-z0-9])/,
    before: 11,
    after: 60,
    confidence: 'high',
    accept: ({ value }) => (looksGenerated(value) ? 'high' : undefined),
    finds: (fake) => [
      `X-RapidAPI-Key: «${fake.hex(10)}msh${fake.hex(15)}p1${fake.hex(6)}jsn${fake.hex(12)}»`,
      `"rapidapi": "«${fake.hex(10)}msh${fake.hex(15)}p1${fake.hex(6)}jsn${fake.hex(12)}»"`,
    ],
    ignores: (fake) => [{ text: `${fake.hex(10)}msh${fake.hex(15)}`, because: 'it is too short' }],
    published: 'https://docs.rapidapi.com/docs/keys',
    revoke: 'https://rapidapi.com/developer/dashboard',
  },
];
