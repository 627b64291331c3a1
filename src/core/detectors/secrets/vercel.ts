import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';
import { alnum, base64url, prefixToken } from './prefixToken.ts';

export const vercel: readonly Detector[] = [
  prefixToken({
    id: 'vercel-token',
    title: 'Vercel token',
    can: 'deploy in its owner’s name',
    type: 'VERCEL_TOKEN',
    prefixes: ['vcp_', 'vci_', 'vca_', 'vcr_', 'vck_'],
    body: [base64url(50, 64)],
    published: 'https://vercel.com/changelog/new-token-formats-and-secret-scanning',
    revoke: 'https://vercel.com/account/settings/tokens',
  }),
  {
    id: 'vercel-legacy-token',
    title: 'Vercel access token (24 characters)',
    why: 'It can deploy and read environment variables as its owner at Vercel.',
    type: 'VERCEL_TOKEN',
    ...contextual({ vendor: ['vercel', 'now_token'], names: ['token', 'key', 'secret', ''], value: '[A-Za-z0-9]{24}' }),
    finds: (fake) => [`VERCEL_TOKEN=«${fake.alnum(24)}»`, `vercel deploy --token=«${fake.alnum(24)}»`],
    ignores: (fake) => [
      { text: `VERCEL_TOKEN=${fake.alnum(20)}`, because: 'it is too short' },
      { text: 'vercel.json: handleVercelTokenRequest', because: 'it is a word without a digit' },
    ],
    published: 'https://vercel.com/docs/rest-api/reference/welcome#authentication',
    revoke: 'https://vercel.com/account/settings/tokens',
  },
  prefixToken({
    id: 'vercel-blob-token',
    title: 'Vercel Blob token',
    can: 'read and change the files of a Vercel Blob store',
    type: 'VERCEL_BLOB_TOKEN',
    prefixes: ['vercel_blob_rw_'],
    body: [alnum(16), '_', alnum(30, 32)],
    published: 'https://vercel.com/docs/vercel-blob/using-blob-sdk',
  }),
  {
    id: 'vercel-edge-config',
    title: 'Vercel Edge Config connection',
    kind: 'secret',
    why: 'It can read the Edge Config store.',
    type: 'VERCEL_EDGE_CONFIG',
    literals: ['edge-config.vercel.com/ecfg_'],
    pattern: new RegExp(`edge-config\\.vercel\\.com/ecfg_[a-z0-9]{10,40}\\?token=(?<value>${UUID})`),
    after: 140,
    confidence: 'high',
    finds: (fake) => [`EDGE_CONFIG=https://edge-config.vercel.com/ecfg_${fake.lowerAlnum(28)}?token=«${uuid(fake)}»`],
    ignores: (fake) => [{ text: `https://edge-config.vercel.com/ecfg_${fake.lowerAlnum(28)}`, because: 'the token is missing' }],
    published: 'https://vercel.com/docs/edge-config/using-edge-config',
  },
];
