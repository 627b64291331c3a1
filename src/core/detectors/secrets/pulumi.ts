import type { Detector } from '../detector.ts';
import { hex, prefixToken } from './prefixToken.ts';

export const pulumi: readonly Detector[] = [
  prefixToken({
    id: 'pulumi-token',
    title: 'Pulumi token',
    can: 'read and change infrastructure',
    type: 'PULUMI_TOKEN',
    prefixes: ['pul-'],
    body: [hex(40)],
    published: 'https://www.pulumi.com/docs/administration/access-identity/access-tokens/',
  }),
];
