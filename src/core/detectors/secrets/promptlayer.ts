import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const promptlayer: readonly Detector[] = [
  {
    id: 'promptlayer-api-key',
    title: 'PromptLayer API key',
    why: 'It can read the prompts and logged requests of the PromptLayer workspace.',
    type: 'PROMPTLAYER_API_KEY',
    ...contextual({ vendor: ['promptlayer'], value: 'pl_[a-f0-9]{32}' }),
    finds: (fake) => [`PROMPTLAYER_API_KEY=«pl_${fake.hex(32)}»`],
    ignores: (fake) => [{ text: `PROMPTLAYER_API_KEY=pl_${fake.hex(31)}`, because: 'it is one character short' }],
    published: 'https://docs.promptlayer.com/quickstart',
  },
];
