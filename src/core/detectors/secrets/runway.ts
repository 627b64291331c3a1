import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const runway: readonly Detector[] = [
  {
    id: 'runway-api-key',
    title: 'Runway API key',
    why: 'It can make videos at the expense of the Runway organisation.',
    type: 'RUNWAY_API_KEY',
    ...contextual({ vendor: ['runwayml', 'runway_api'], value: 'key_[a-f0-9]{128}' }),
    finds: (fake) => [`RUNWAYML_API_SECRET=«key_${fake.hex(128)}»`],
    ignores: (fake) => [{ text: `RUNWAYML_API_SECRET=key_${fake.hex(100)}`, because: 'it is too short' }],
    published: 'https://docs.dev.runwayml.com/guides/setup/',
    revoke: 'https://dev.runwayml.com',
  },
];
