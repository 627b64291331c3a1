import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const moonshot: readonly Detector[] = [
  {
    id: 'moonshot-api-key',
    title: 'Moonshot (Kimi) API key',
    why: 'It can run models at the expense of the Moonshot account.',
    type: 'MOONSHOT_API_KEY',
    ...contextual({ vendor: ['moonshot', 'kimi_api'], value: 'sk-[A-Za-z0-9]{48}' }),
    finds: (fake) => [`MOONSHOT_API_KEY=«sk-${fake.alnum(48)}»`],
    ignores: (fake) => [{ text: `MOONSHOT_API_KEY=sk-${fake.alnum(40)}`, because: 'it is too short' }],
    published: 'https://platform.moonshot.ai/docs/introduction',
    revoke: 'https://platform.moonshot.ai/console/api-keys',
  },
];
