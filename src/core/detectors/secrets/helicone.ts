import type { Detector } from '../detector.ts';
import { lowerAlnum, prefixToken } from './prefixToken.ts';

export const helicone: readonly Detector[] = [
  prefixToken({
    id: 'helicone-api-key',
    title: 'Helicone API key',
    can: 'read the logged requests and answers of the Helicone organisation',
    type: 'HELICONE_API_KEY',
    prefixes: ['sk-helicone-', 'sk-helicone-eu-'],
    body: [lowerAlnum(7), '-', lowerAlnum(7), '-', lowerAlnum(7), '-', lowerAlnum(7)],
    published: 'https://docs.helicone.ai/helicone-headers/helicone-auth',
    revoke: 'https://us.helicone.ai/settings/api-keys',
  }),
];
