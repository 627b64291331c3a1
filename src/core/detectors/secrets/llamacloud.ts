import type { Detector } from '../detector.ts';
import { alnum, prefixToken } from './prefixToken.ts';

export const llamacloud: readonly Detector[] = [
  prefixToken({
    id: 'llamacloud-api-key',
    title: 'LlamaCloud API key',
    can: 'parse, index and read documents of the LlamaCloud project',
    type: 'LLAMACLOUD_API_KEY',
    prefixes: ['llx-'],
    body: [alnum(48)],
    published: 'https://docs.cloud.llamaindex.ai/api_key',
    revoke: 'https://cloud.llamaindex.ai/api-key',
  }),
];
