import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const flagsmith: readonly Detector[] = [
  {
    id: 'flagsmith-key',
    title: 'Flagsmith server-side key',
    why: 'It can read every feature flag and segment of the environment.',
    type: 'FLAGSMITH_KEY',
    ...contextual({ vendor: ['flagsmith'], names: ['key'], value: 'ser\\.[A-Za-z0-9]{22}' }),
    finds: (fake) => [`FLAGSMITH_ENVIRONMENT_KEY=«ser.${fake.alnum(22)}»`],
    ignores: (fake) => [{ text: `FLAGSMITH_ENVIRONMENT_KEY=ser.${fake.alnum(20)}`, because: 'it is too short' }],
    published: 'https://docs.flagsmith.com/clients/server-side',
  },
];
