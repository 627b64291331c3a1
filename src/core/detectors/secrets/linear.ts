import type { Detector } from '../detector.ts';
import { alnum, prefixToken } from './prefixToken.ts';

export const linear: readonly Detector[] = [
  prefixToken({
    id: 'linear-token',
    title: 'Linear token',
    can: 'read and change issues at Linear',
    type: 'LINEAR_KEY',
    prefixes: ['lin_api_', 'lin_oauth_'],
    body: [alnum(32, 64)],
    published: 'https://linear.app/developers/graphql',
    revoke: 'https://linear.app/settings/account/security',
  }),
  prefixToken({
    id: 'linear-webhook-secret',
    title: 'Linear webhook secret',
    can: "sign messages in Linear's name",
    type: 'LINEAR_WEBHOOK',
    prefixes: ['lin_wh_'],
    body: [alnum(20, 64)],
    published: 'https://linear.app/developers/webhooks',
  }),
];
