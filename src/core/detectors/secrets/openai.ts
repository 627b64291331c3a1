import type { Detector } from '../detector.ts';
import { alnum, base64url, prefixToken } from './prefixToken.ts';

export const openai: readonly Detector[] = [
  prefixToken({
    id: 'openai-api-key',
    title: 'OpenAI API key',
    can: 'use OpenAI’s models at its owner’s cost and read their files',
    type: 'OPENAI_KEY',
    prefixes: ['sk-proj-', 'sk-svcacct-', 'sk-admin-', 'sk-None-'],
    body: [base64url(40, 200)],
    published: 'https://platform.openai.com/docs/api-reference/authentication',
    revoke: 'https://platform.openai.com/api-keys',
  }),
  prefixToken({
    id: 'openai-legacy-api-key',
    title: 'OpenAI API key (first form)',
    can: 'use OpenAI’s models at its owner’s cost',
    type: 'OPENAI_KEY',
    prefixes: ['sk-'],
    body: [alnum(20), 'T3BlbkFJ', alnum(20)],
    published: 'https://platform.openai.com/docs/api-reference/authentication',
    revoke: 'https://platform.openai.com/api-keys',
  }),
  prefixToken({
    id: 'sk-api-key',
    title: 'API key',
    can: 'use an AI provider’s models at its owner’s cost',
    type: 'AI_API_KEY',
    prefixes: ['sk-'],
    body: [alnum(32, 64)],
    confidence: 'medium',
    accept: (_, body) => (/[0-9]/.test(body) && /[a-z]/i.test(body) ? 'medium' : undefined),
    published: 'https://api-docs.deepseek.com/',
  }),
];
