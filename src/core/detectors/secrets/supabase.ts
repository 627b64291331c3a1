import type { Detector } from '../detector.ts';
import { base64url, hex, prefixToken } from './prefixToken.ts';

export const supabase: readonly Detector[] = [
  prefixToken({
    id: 'supabase-token',
    title: 'Supabase token',
    can: 'manage projects at Supabase',
    type: 'SUPABASE_TOKEN',
    prefixes: ['sbp_'],
    body: [hex(40)],
    published: 'https://supabase.com/docs/reference/api/introduction',
    revoke: 'https://supabase.com/dashboard/account/tokens',
  }),
  prefixToken({
    id: 'supabase-secret-key',
    title: 'Supabase secret key',
    can: 'read and change a whole database past its rules',
    type: 'SUPABASE_KEY',
    prefixes: ['sb_secret_'],
    body: [base64url(31, 36)],
    published: 'https://supabase.com/docs/guides/api/api-keys',
  }),
  prefixToken({
    id: 'supabase-oauth-token',
    title: 'Supabase OAuth token',
    can: "manage Supabase projects in its owner's name",
    type: 'SUPABASE_OAUTH',
    prefixes: ['sbp_oauth_'],
    body: [hex(40)],
    published: 'https://supabase.com/docs/guides/integrations/build-a-supabase-oauth-integration',
  }),
];
