import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';

export const shortcut: readonly Detector[] = [
  {
    id: 'shortcut-token',
    title: 'Shortcut API token',
    why: 'It can read and change stories as its owner in Shortcut.',
    type: 'SHORTCUT_TOKEN',
    ...contextual({
      vendor: ['shortcut_api', 'shortcut_token', 'shortcut_secret', 'shortcut_access', 'shortcut_private', 'clubhouse'],
      names: ['token', 'key', ''],
      value: UUID,
    }),
    finds: (fake) => [`SHORTCUT_API_TOKEN=«${uuid(fake)}»`],
    ignores: (fake) => [{ text: `SHORTCUT_STORY_ID=${uuid(fake)}`, because: 'it is the id of a story' }],
    published: 'https://developer.shortcut.com/api/rest/v3#Authentication',
  },
];
