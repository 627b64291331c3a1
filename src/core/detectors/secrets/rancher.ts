import type { Detector } from '../detector.ts';
import { lowerAlnum, prefixToken } from './prefixToken.ts';

export const rancher: readonly Detector[] = [
  prefixToken({
    id: 'rancher-token',
    title: 'Rancher API token',
    can: 'manage clusters as its owner in Rancher',
    type: 'RANCHER_TOKEN',
    prefixes: ['token-'],
    body: [lowerAlnum(5), ':', lowerAlnum(54)],
    published: 'https://ranchermanager.docs.rancher.com/reference-guides/user-settings/api-keys',
  }),
];
