import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const cohere: readonly Detector[] = [
  {
    id: 'cohere-api-key',
    title: 'Cohere API key',
    why: 'It can run models and read datasets of the Cohere account.',
    type: 'COHERE_API_KEY',
    ...contextual({ vendor: ['cohere', 'co_api'], names: ['key', 'token', 'secret', 'client'], value: '[A-Za-z0-9]{40}' }),
    finds: (fake) => [
      `cohere_api_key: «${fake.alnum(40)}»`,
      `co = cohere.ClientV2(api_key='«${fake.alnum(40)}»')`,
      `CO_API_KEY="«${fake.alnum(40)}»"`,
    ],
    ignores: (fake) => [
      { text: `cohere_api_key: ${fake.alnum(39)}`, because: 'it is one character short' },
      { text: 'COHERE_API_KEY=<YOUR_COHERE_API_KEY>', because: 'it is a placeholder' },
    ],
    published: 'https://docs.cohere.com/reference/about',
    revoke: 'https://dashboard.cohere.com/api-keys',
  },
];
