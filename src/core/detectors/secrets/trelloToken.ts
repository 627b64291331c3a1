import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const trelloToken: readonly Detector[] = [
  {
    id: 'trello-legacy-token',
    title: 'Trello token (64 characters)',
    why: "It can read and change boards in its owner's name.",
    type: 'TRELLO_TOKEN',
    ...contextual({ vendor: ['trello'], names: ['token', 'secret'], value: '[a-f0-9]{64}' }),
    finds: (fake) => [`TRELLO_TOKEN=«${fake.hex(64)}»`],
    ignores: (fake) => [{ text: `TRELLO_TOKEN=${fake.hex(60)}`, because: 'it is too short' }],
    published: 'https://developer.atlassian.com/cloud/trello/guides/rest-api/authorization/',
  },
];
