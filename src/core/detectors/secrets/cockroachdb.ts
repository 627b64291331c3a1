import type { Detector } from '../detector.ts';
import { alnum, prefixToken } from './prefixToken.ts';

export const cockroachdb: readonly Detector[] = [
  prefixToken({
    id: 'cockroachdb-api-key',
    title: 'CockroachDB Cloud API key',
    can: 'manage the clusters of a CockroachDB Cloud organization',
    type: 'COCKROACH_KEY',
    prefixes: ['CCDB1_'],
    body: [alnum(22), '_', alnum(40)],
    published: 'https://www.cockroachlabs.com/docs/cockroachcloud/managing-access',
  }),
];
