import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const stability: readonly Detector[] = [
  {
    id: 'stability-api-key',
    title: 'Stability AI API key',
    why: 'It can make images at the expense of the Stability AI account.',
    type: 'STABILITY_API_KEY',
    ...contextual({
      vendor: ['stability_api', 'stability_ai', 'stability_key', 'stability_host', 'dreamstudio'],
      names: ['key', 'token', 'api', 'ai'],
      value: 'sk-[A-Za-z0-9]{48}',
    }),
    finds: (fake) => [`STABILITY_API_KEY=«sk-${fake.alnum(48)}»`, `DREAMSTUDIO_KEY='«sk-${fake.alnum(48)}»'`],
    ignores: (fake) => [{ text: `STABILITY_API_KEY=sk-${fake.alnum(40)}`, because: 'it is too short' }],
    published: 'https://platform.stability.ai/docs/getting-started/authentication',
    revoke: 'https://platform.stability.ai/account/keys',
  },
];
