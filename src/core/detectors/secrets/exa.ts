import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';

export const exa: readonly Detector[] = [
  {
    id: 'exa-api-key',
    title: 'Exa API key',
    why: 'It can search the web at the expense of the Exa account.',
    type: 'EXA_API_KEY',
    ...contextual({ vendor: ['exa_api', 'exa_ai', 'exa('], names: ['key', 'api', '"'], value: UUID }),
    finds: (fake) => [`EXA_API_KEY=«${uuid(fake)}»`, `exa = Exa(api_key="«${uuid(fake)}»")`],
    ignores: (fake) => [
      { text: `EXA_API_ID=${fake.hex(32)}`, because: 'it is no UUID' },
      { text: `exa_example_id: "${uuid(fake)}"`, because: 'it is the id of something' },
    ],
    published: 'https://docs.exa.ai/reference/quickstart',
    revoke: 'https://dashboard.exa.ai/api-keys',
  },
];
