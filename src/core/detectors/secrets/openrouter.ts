import type { Detector } from '../detector.ts';
import { hex, prefixToken } from './prefixToken.ts';

export const openrouter: readonly Detector[] = [
  prefixToken({
    id: 'openrouter-api-key',
    title: 'OpenRouter API key',
    can: 'run models of every vendor at the expense of the OpenRouter account',
    type: 'OPENROUTER_API_KEY',
    prefixes: ['sk-or-v1-'],
    body: [hex(64)],
    published: 'https://openrouter.ai/docs/guides/features/guardrails/secret-formats',
    revoke: 'https://openrouter.ai/settings/keys',
  }),
];
