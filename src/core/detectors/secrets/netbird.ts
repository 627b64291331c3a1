import type { Detector } from '../detector.ts';
import { alnum, prefixToken } from './prefixToken.ts';

export const netbird: readonly Detector[] = [
  prefixToken({
    id: 'netbird-token',
    title: 'NetBird access token',
    can: "manage the NetBird network in its owner's name",
    type: 'NETBIRD_TOKEN',
    prefixes: ['nbp_'],
    body: [alnum(36)],
    published: 'https://docs.netbird.io/how-to/access-netbird-public-api',
  }),
];
