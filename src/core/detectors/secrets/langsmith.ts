import type { Detector } from '../detector.ts';
import { hex, prefixToken } from './prefixToken.ts';

export const langsmith: readonly Detector[] = [
  prefixToken({
    id: 'langsmith-key',
    title: 'LangSmith key',
    can: 'read traces, prompts and answers',
    type: 'LANGSMITH_KEY',
    prefixes: ['lsv2_pt_', 'lsv2_sk_'],
    body: [hex(32), '_', hex(10)],
    published: 'https://docs.langchain.com/langsmith/create-account-api-key',
  }),
  prefixToken({
    id: 'langsmith-legacy-key',
    title: 'LangSmith API key (older format)',
    can: 'read and write the traces, prompts and datasets of a LangSmith workspace',
    type: 'LANGSMITH_KEY',
    prefixes: ['ls__'],
    body: [hex(32)],
    published: 'https://docs.langchain.com/langsmith/create-account-api-key',
    revoke: 'https://smith.langchain.com/settings',
  }),
];
