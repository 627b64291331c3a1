import type { Detector } from '../detector.ts';
import { alnum, prefixToken } from './prefixToken.ts';

export const fleetbase: readonly Detector[] = [
  prefixToken({
    id: 'fleetbase-key',
    title: 'Fleetbase API key',
    can: 'read and change orders and drivers at Fleetbase',
    type: 'FLEETBASE_KEY',
    prefixes: ['flb_live_', 'flb_test_'],
    body: [alnum(20, 64)],
    published: 'https://docs.fleetbase.io/developers/api',
  }),
];
