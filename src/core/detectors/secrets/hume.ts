import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const hume: readonly Detector[] = [
  {
    id: 'hume-api-key',
    title: 'Hume AI API key',
    why: 'It can run voice models at the expense of the Hume AI account.',
    type: 'HUME_API_KEY',
    ...contextual({ vendor: ['hume_api', 'hume_ai', 'x_hume'], names: ['key', 'api', 'ai'], value: '[A-Za-z0-9]{48}' }),
    finds: (fake) => [`X-Hume-Api-Key: «${fake.alnum(48)}»`],
    ignores: (fake) => [{ text: `HUME_API_KEY=${fake.alnum(40)}`, because: 'it is too short' }],
    published: 'https://dev.hume.ai/docs/introduction/api-key',
    revoke: 'https://platform.hume.ai/settings/keys',
  },
];
