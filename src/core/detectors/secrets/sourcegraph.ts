import type { Detector } from '../detector.ts';
import { alnum, anyHex, hex, prefixToken, upperAlnum } from './prefixToken.ts';

export const sourcegraph: readonly Detector[] = [
  prefixToken({
    id: 'sourcegraph-token',
    title: 'Sourcegraph token',
    can: 'read indexed code',
    type: 'SOURCEGRAPH_TOKEN',
    prefixes: ['sgp_', 'slk_'],
    body: [anyHex(40, 64)],
    published: 'https://sourcegraph.com/docs/cli/how-tos/creating-an-access-token',
  }),
  prefixToken({
    id: 'sourcegraph-instance-token',
    title: 'Sourcegraph access token',
    can: 'read code as its owner in Sourcegraph',
    type: 'SOURCEGRAPH_TOKEN',
    prefixes: ['sgp_'],
    body: [alnum(16), '_', alnum(40)],
    published: 'https://sourcegraph.com/docs/cli/how-tos/creating-an-access-token',
  }),
  prefixToken({
    id: 'sourcegraph-local-token',
    title: 'Sourcegraph access token (development instance)',
    can: 'read code as its owner in Sourcegraph',
    type: 'SOURCEGRAPH_TOKEN',
    prefixes: ['sgp_local_'],
    body: [anyHex(40)],
    published: 'https://sourcegraph.com/docs/cli/how-tos/creating-an-access-token',
  }),
  prefixToken({
    id: 'amp-token',
    title: 'Amp access token',
    can: "use Amp at its owner's expense",
    type: 'AMP_TOKEN',
    prefixes: ['sgamp_user_'],
    body: [upperAlnum(26), '_', hex(64)],
    published: 'https://ampcode.com/manual',
  }),
];
