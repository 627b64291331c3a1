import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const crowdin: readonly Detector[] = [
  {
    id: 'crowdin-token',
    title: 'Crowdin access token',
    why: 'It can read and change translations as its owner in Crowdin.',
    type: 'CROWDIN_TOKEN',
    ...contextual({ vendor: ['crowdin'], names: ['token', 'key'], value: '[a-f0-9]{80}' }),
    finds: (fake) => [`CROWDIN_PERSONAL_TOKEN=«${fake.hex(80)}»`],
    ignores: (fake) => [{ text: `CROWDIN_PERSONAL_TOKEN=${fake.hex(70)}`, because: 'it is too short' }],
    published: 'https://support.crowdin.com/account-settings/#api',
  },
];
