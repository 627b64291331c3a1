import type { Detector } from '../detector.ts';
import { base64, lowerAlnum, prefixToken } from './prefixToken.ts';

export const devin: readonly Detector[] = [
  prefixToken({
    id: 'devin-user-key',
    title: 'Devin API key',
    can: 'start and read sessions of Devin',
    type: 'DEVIN_KEY',
    prefixes: ['apk_user_', 'apk_'],
    body: [base64(60, 300)],
    published: 'https://docs.devin.ai/api-reference/authentication',
  }),
  prefixToken({
    id: 'devin-service-token',
    title: 'Devin service user token',
    can: 'start and read sessions of Devin',
    type: 'DEVIN_KEY',
    prefixes: ['cog_'],
    body: [lowerAlnum(52)],
    published: 'https://docs.devin.ai/api-reference/authentication',
  }),
];
