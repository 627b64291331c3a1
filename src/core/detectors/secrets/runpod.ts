import type { Detector } from '../detector.ts';
import { lowerAlnum, prefixToken, upperAlnum } from './prefixToken.ts';

export const runpod: readonly Detector[] = [
  prefixToken({
    id: 'runpod-api-key',
    title: 'RunPod API key',
    can: 'start machines and read volumes at the expense of the RunPod account',
    type: 'RUNPOD_API_KEY',
    prefixes: ['rpa_'],
    body: [upperAlnum(36, 44), lowerAlnum(4, 8)],
    published: 'https://docs.runpod.io/get-started/api-keys',
    revoke: 'https://www.runpod.io/console/user/settings',
  }),
];
