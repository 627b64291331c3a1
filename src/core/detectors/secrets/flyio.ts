import type { Detector } from '../detector.ts';
import { base64, prefixToken } from './prefixToken.ts';

export const flyio: readonly Detector[] = [
  prefixToken({
    id: 'flyio-token',
    title: 'Fly.io token',
    can: 'deploy in its owner’s name',
    type: 'FLY_TOKEN',
    prefixes: ['fm2_', 'fm1r_', 'fm1a_', 'fo1_'],
    body: [base64(40, 1500)],
    published: 'https://fly.io/docs/security/tokens/',
  }),
];
