import type { Detector } from '../detector.ts';
import { alnum, prefixToken } from './prefixToken.ts';

export const prefect: readonly Detector[] = [
  prefixToken({
    id: 'prefect-key',
    title: 'Prefect key',
    can: 'run flows',
    type: 'PREFECT_KEY',
    prefixes: ['pnu_', 'pnb_'],
    body: [alnum(36)],
    published: 'https://docs.prefect.io/v3/how-to-guides/cloud/manage-users/api-keys',
  }),
];
