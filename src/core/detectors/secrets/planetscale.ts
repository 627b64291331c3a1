import type { Detector } from '../detector.ts';
import { base64url, prefixToken } from './prefixToken.ts';

export const planetscale: readonly Detector[] = [
  prefixToken({
    id: 'planetscale-token',
    title: 'PlanetScale token',
    can: 'read and change databases',
    type: 'PLANETSCALE_TOKEN',
    prefixes: ['pscale_tkn_', 'pscale_pw_', 'pscale_oauth_'],
    body: [base64url(32, 64)],
    published: 'https://planetscale.com/docs/concepts/planetscale-api-oauth-applications',
  }),
];
