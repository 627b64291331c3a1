import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const vast: readonly Detector[] = [
  {
    id: 'vast-api-key',
    title: 'Vast.ai API key',
    why: 'It can rent machines at the expense of the Vast.ai account.',
    type: 'VAST_API_KEY',
    ...contextual({ vendor: ['vast_api', 'vastai', 'vast_ai'], names: ['key', 'token'], value: '[a-f0-9]{64}' }),
    finds: (fake) => [`vastai set api-key «${fake.hex(64)}»`],
    ignores: (fake) => [{ text: `VAST_API_KEY=${fake.hex(63)}`, because: 'it is one character short' }],
    published: 'https://docs.vast.ai/cli/get-started',
  },
];
