import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';

export const blackForestLabs: readonly Detector[] = [
  {
    id: 'bfl-api-key',
    title: 'Black Forest Labs API key',
    why: 'It can make images at the expense of the Black Forest Labs account.',
    type: 'BFL_API_KEY',
    ...contextual({ vendor: ['bfl_api', 'bfl_key'], names: ['key', 'api'], value: UUID }),
    finds: (fake) => [`BFL_API_KEY=«${uuid(fake)}»`],
    ignores: (fake) => [{ text: `BFL_TASK_ID=${uuid(fake)}`, because: 'it is the id of a task' }],
    published: 'https://docs.bfl.ai/quick_start/create_account',
  },
];
