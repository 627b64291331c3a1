import type { Detector } from '../detector.ts';
import { alnum, prefixToken } from './prefixToken.ts';

export const fireworks: readonly Detector[] = [
  prefixToken({
    id: 'fireworks-api-key',
    title: 'Fireworks AI API key',
    can: 'run and deploy models at the expense of the Fireworks AI account',
    type: 'FIREWORKS_API_KEY',
    prefixes: ['fw_'],
    body: [alnum(22, 24)],
    published: 'https://docs.fireworks.ai/getting-started/quickstart',
    revoke: 'https://app.fireworks.ai/settings/users/api-keys',
  }),
];
