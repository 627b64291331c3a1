import type { Detector } from '../detector.ts';
import { alnum, prefixToken } from './prefixToken.ts';

export const apify: readonly Detector[] = [
  prefixToken({
    id: 'apify-api-token',
    title: 'Apify API token',
    can: 'run actors and read datasets of the Apify account',
    type: 'APIFY_TOKEN',
    prefixes: ['apify_api_'],
    body: [alnum(36)],
    published: 'https://docs.apify.com/platform/integrations/api',
    revoke: 'https://console.apify.com/settings/integrations',
  }),
];
