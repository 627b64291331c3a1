import type { Detector } from '../detector.ts';
import { base64url, prefixToken } from './prefixToken.ts';

export const anthropic: readonly Detector[] = [
  prefixToken({
    id: 'anthropic-api-key',
    title: 'Anthropic API key',
    can: 'use Claude at its owner’s cost',
    type: 'ANTHROPIC_KEY',
    prefixes: ['sk-ant-api03-'],
    body: [base64url(93), 'AA'],
    published: 'https://platform.claude.com/docs/en/api/overview',
    revoke: 'https://console.anthropic.com/settings/keys',
  }),
  prefixToken({
    id: 'anthropic-admin-key',
    title: 'Anthropic admin key',
    can: 'manage an Anthropic organization',
    type: 'ANTHROPIC_KEY',
    prefixes: ['sk-ant-admin01-'],
    body: [base64url(93), 'AA'],
    published: 'https://platform.claude.com/docs/en/api/administration-api',
  }),
  prefixToken({
    id: 'anthropic-session-token',
    title: 'Anthropic session token',
    can: 'act in a user’s name at Anthropic',
    type: 'ANTHROPIC_KEY',
    prefixes: ['sk-ant-oat01-', 'sk-ant-ort01-', 'sk-ant-sid01-', 'sk-ant-api01-', 'sk-ant-api02-'],
    body: [base64url(40, 200)],
    published: 'https://platform.claude.com/docs/en/api/overview',
  }),
];
