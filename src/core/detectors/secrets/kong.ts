import type { Detector } from '../detector.ts';
import { alnum, prefixToken } from './prefixToken.ts';

export const kong: readonly Detector[] = [
  prefixToken({
    id: 'kong-token',
    title: 'Kong Konnect token',
    can: 'change gateways as its owner in Kong Konnect',
    type: 'KONG_TOKEN',
    prefixes: ['kpat_', 'spat_'],
    body: [alnum(40, 80)],
    published: 'https://developer.konghq.com/konnect-api/',
  }),
];
