import type { Detector } from '../detector.ts';
import { lowerAlnum, prefixToken } from './prefixToken.ts';

export const cerebras: readonly Detector[] = [
  prefixToken({
    id: 'cerebras-api-key',
    title: 'Cerebras API key',
    can: 'run models at the expense of the Cerebras account',
    type: 'CEREBRAS_API_KEY',
    prefixes: ['csk-'],
    body: [lowerAlnum(48)],
    published: 'https://inference-docs.cerebras.ai/quickstart',
    revoke: 'https://cloud.cerebras.ai',
  }),
];
