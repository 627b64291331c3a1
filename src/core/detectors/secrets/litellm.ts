import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const litellm: readonly Detector[] = [
  {
    id: 'litellm-virtual-key',
    title: 'LiteLLM virtual key',
    why: 'It can run every model that the LiteLLM proxy offers to its owner.',
    type: 'LITELLM_KEY',
    ...contextual({ vendor: ['litellm'], value: 'sk-[A-Za-z0-9_-]{22}' }),
    finds: (fake) => [`LITELLM_API_KEY=«sk-${fake.base64url(22)}»`],
    ignores: () => [{ text: 'LITELLM_MASTER_KEY=sk-1234', because: "it is the example of LiteLLM's own guide" }],
    published: 'https://docs.litellm.ai/docs/proxy/virtual_keys',
  },
];
