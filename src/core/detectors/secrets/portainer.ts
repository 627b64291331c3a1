import type { Detector } from '../detector.ts';
import { base64, prefixToken } from './prefixToken.ts';

export const portainer: readonly Detector[] = [
  prefixToken({
    id: 'portainer-token',
    title: 'Portainer access token',
    can: 'run containers as its owner in Portainer',
    type: 'PORTAINER_TOKEN',
    prefixes: ['ptr_'],
    body: [base64(43)],
    published: 'https://docs.portainer.io/api/access',
  }),
];
