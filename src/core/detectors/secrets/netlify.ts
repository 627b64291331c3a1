import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { uuid } from './plausible.ts';
import { alnum, prefixToken } from './prefixToken.ts';

export const netlify: readonly Detector[] = [
  prefixToken({
    id: 'netlify-token',
    title: 'Netlify token',
    can: 'deploy in its owner’s name',
    type: 'NETLIFY_TOKEN',
    prefixes: ['nfp_', 'nfc_', 'nfo_', 'nfu_', 'nfb_'],
    body: [alnum(36)],
    published: 'https://docs.netlify.com/api-and-cli-guides/api-guides/get-started-with-api/',
  }),
  {
    id: 'netlify-legacy-token',
    title: 'Netlify access token (older format)',
    why: 'It can deploy and read environment variables as its owner at Netlify.',
    type: 'NETLIFY_TOKEN',
    ...contextual({ vendor: ['netlify'], value: '[A-Za-z0-9_-]{43,46}' }),
    finds: (fake) => [`NETLIFY_AUTH_TOKEN=«${fake.base64url(43)}»`],
    ignores: (fake) => [
      { text: `NETLIFY_AUTH_TOKEN=${fake.base64url(40)}`, because: 'it is too short' },
      { text: `NETLIFY_SITE_ID=${uuid(fake)}`, because: 'it is the id of a site' },
    ],
    published: 'https://docs.netlify.com/api/get-started/',
    revoke: 'https://app.netlify.com/user/applications',
  },
  {
    id: 'netlify-build-hook',
    title: 'Netlify build hook',
    kind: 'secret',
    why: 'It can start builds of the Netlify site.',
    type: 'NETLIFY_BUILD_HOOK',
    literals: ['api.netlify.com/build_hooks/'],
    pattern: /api\.netlify\.com\/build_hooks\/(?<value>[a-f0-9]{24})(?![A-Za-z0-9])/,
    after: 60,
    confidence: 'high',
    finds: (fake) => [`curl -X POST -d {} https://api.netlify.com/build_hooks/«${fake.hex(24)}»`],
    ignores: (fake) => [{ text: `https://api.netlify.com/build_hooks/${fake.hex(12)}`, because: 'it is too short' }],
    published: 'https://docs.netlify.com/configure-builds/build-hooks/',
  },
];
