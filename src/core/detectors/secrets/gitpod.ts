import type { Detector } from '../detector.ts';
import { base64url, prefixToken } from './prefixToken.ts';

export const gitpod: readonly Detector[] = [
  prefixToken({
    id: 'gitpod-token',
    title: 'Gitpod access token',
    can: 'run workspaces as its owner in Gitpod',
    type: 'GITPOD_TOKEN',
    prefixes: ['gitpod_pat_'],
    body: [base64url(40, 120)],
    published: 'https://www.gitpod.io/docs/classic/user/configure/user-settings/access-tokens',
  }),
];
