import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const mem0: readonly Detector[] = [
  {
    id: 'mem0-api-key',
    title: 'Mem0 API key',
    why: 'It can read and change the memories of the Mem0 project.',
    type: 'MEM0_API_KEY',
    ...contextual({ vendor: ['mem0', 'memoryclient'], names: ['key', 'token', 'client'], value: 'm0-[A-Za-z0-9]{40}' }),
    finds: (fake) => [`MEM0_API_KEY=«m0-${fake.alnum(40)}»`],
    ignores: (fake) => [{ text: `MEM0_API_KEY=m0-${fake.alnum(20)}`, because: 'it is too short' }],
    published: 'https://docs.mem0.ai/platform/quickstart',
    revoke: 'https://app.mem0.ai/dashboard/api-keys',
  },
];
