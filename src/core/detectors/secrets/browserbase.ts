import type { Detector } from '../detector.ts';
import { base64url, prefixToken } from './prefixToken.ts';

export const browserbase: readonly Detector[] = [
  prefixToken({
    id: 'browserbase-api-key',
    title: 'Browserbase API key',
    can: 'run browsers and read recordings of the Browserbase project',
    type: 'BROWSERBASE_KEY',
    prefixes: ['bb_live_'],
    body: [base64url(27)],
    published: 'https://docs.browserbase.com/',
    revoke: 'https://www.browserbase.com/settings',
  }),
];
