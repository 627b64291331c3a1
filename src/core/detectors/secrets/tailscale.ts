import type { Detector } from '../detector.ts';
import { alnum, prefixToken } from './prefixToken.ts';

export const tailscale: readonly Detector[] = [
  prefixToken({
    id: 'tailscale-key',
    title: 'Tailscale key',
    can: 'join a private network or manage it',
    type: 'TAILSCALE_KEY',
    prefixes: ['tskey-api-', 'tskey-auth-', 'tskey-client-', 'tskey-scim-', 'tskey-webhook-'],
    body: [alnum(8, 24), '-', alnum(16, 64)],
    published: 'https://tailscale.com/kb/1277/key-prefixes',
    revoke: 'https://login.tailscale.com/admin/settings/keys',
  }),
];
