import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const todoist: readonly Detector[] = [
  {
    id: 'todoist-token',
    title: 'Todoist API token',
    why: 'It can read and change tasks as its owner in Todoist.',
    type: 'TODOIST_TOKEN',
    ...contextual({ vendor: ['todoist'], names: ['token', 'key', 'secret'], value: '[a-f0-9]{40}' }),
    finds: (fake) => [`TODOIST_API_TOKEN=«${fake.hex(40)}»`],
    ignores: (fake) => [{ text: `TODOIST_API_TOKEN=${fake.hex(39)}`, because: 'it is one character short' }],
    published: 'https://developer.todoist.com/rest/v2/',
  },
];
