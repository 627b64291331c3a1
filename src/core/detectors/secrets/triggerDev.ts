import type { Detector } from '../detector.ts';
import { alnum, prefixToken } from './prefixToken.ts';

export const triggerDev: readonly Detector[] = [
  prefixToken({
    id: 'trigger-dev-key',
    title: 'Trigger.dev key',
    can: 'start tasks and read runs of the Trigger.dev project',
    type: 'TRIGGER_KEY',
    prefixes: ['tr_dev_', 'tr_prod_', 'tr_stg_', 'tr_pat_'],
    body: [alnum(20, 44)],
    published: 'https://trigger.dev/docs/apikeys',
  }),
];
