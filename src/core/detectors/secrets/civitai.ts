import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const civitai: readonly Detector[] = [
  {
    id: 'civitai-api-key',
    title: 'Civitai API key',
    why: 'It can download and publish models as its owner on Civitai.',
    type: 'CIVITAI_API_KEY',
    ...contextual({ vendor: ['civitai'], value: '[a-f0-9]{32}' }),
    finds: (fake) => [`https://civitai.com/api/download/models/1?token=«${fake.hex(32)}»`, `CIVITAI_API_TOKEN=«${fake.hex(32)}»`],
    ignores: (fake) => [{ text: `https://civitai.com/images/${fake.hex(32)}`, because: 'it is the name of an image' }],
    revoke: 'https://civitai.com/user/account',
  },
];
