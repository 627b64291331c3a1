import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';

export const leonardo: readonly Detector[] = [
  {
    id: 'leonardo-api-key',
    title: 'Leonardo.Ai API key',
    why: 'It can make images at the expense of the Leonardo.Ai account.',
    type: 'LEONARDO_API_KEY',
    ...contextual({ vendor: ['leonardo_api', 'leonardo_ai', 'leonardo_key'], names: ['key', 'token', 'api', 'ai'], value: UUID }),
    finds: (fake) => [`LEONARDO_API_KEY=«${uuid(fake)}»`],
    ignores: (fake) => [{ text: `leonardo_model_id = "${uuid(fake)}"`, because: 'it is the id of a model' }],
    published: 'https://docs.leonardo.ai/docs/create-your-api-key',
  },
];
