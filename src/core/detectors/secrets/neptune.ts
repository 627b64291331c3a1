import type { Detector } from '../detector.ts';
import { base64, prefixToken } from './prefixToken.ts';

export const neptune: readonly Detector[] = [
  prefixToken({
    id: 'neptune-api-token',
    title: 'Neptune API token',
    can: 'read and write the runs of its owner in Neptune',
    type: 'NEPTUNE_API_TOKEN',
    prefixes: ['eyJhcGlfYWRkcmVzcyI6'],
    body: [base64(60, 300)],
    published: 'https://docs.neptune.ai/api_token',
  }),
];
