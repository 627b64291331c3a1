import type { Detector } from '../detector.ts';
import { alnum, prefixToken } from './prefixToken.ts';

export const deno: readonly Detector[] = [
  prefixToken({
    id: 'deno-deploy-token',
    title: 'Deno Deploy token',
    can: 'deploy as its owner at Deno Deploy',
    type: 'DENO_DEPLOY_TOKEN',
    prefixes: ['ddp_', 'ddo_'],
    body: [alnum(36)],
    published: 'https://docs.deno.com/deploy/manual/',
    revoke: 'https://dash.deno.com/account#access-tokens',
  }),
];
