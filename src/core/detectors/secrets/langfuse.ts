import type { Detector } from '../detector.ts';
import { prefixToken, uuid } from './prefixToken.ts';

export const langfuse: readonly Detector[] = [
  prefixToken({
    id: 'langfuse-secret-key',
    title: 'Langfuse secret key',
    can: 'read and write the traces, prompts and scores of a Langfuse project',
    type: 'LANGFUSE_SECRET_KEY',
    prefixes: ['sk-lf-'],
    body: [...uuid],
    published: 'https://langfuse.com/faq/all/where-are-langfuse-api-keys',
    revoke: 'https://cloud.langfuse.com',
  }),
];
