import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';

export const sambanova: readonly Detector[] = [
  {
    id: 'sambanova-api-key',
    title: 'SambaNova API key',
    why: 'It can run models at the expense of the SambaNova account.',
    type: 'SAMBANOVA_API_KEY',
    ...contextual({ vendor: ['sambanova'], names: ['key', 'token'], value: UUID }),
    finds: (fake) => [`SAMBANOVA_API_KEY="«${uuid(fake)}»"`],
    ignores: (fake) => [{ text: `sambanova_request_id: "${uuid(fake)}"`, because: 'it is the id of a request' }],
    revoke: 'https://cloud.sambanova.ai/apis',
  },
];
