import type { Detector } from '../detector.ts';
import { alnum, prefixToken } from './prefixToken.ts';

export const render: readonly Detector[] = [
  prefixToken({
    id: 'render-api-key',
    title: 'Render API key',
    can: 'deploy in its owner’s name',
    type: 'RENDER_KEY',
    prefixes: ['rnd_'],
    body: [alnum(28, 40)],
    published: 'https://render.com/docs/api',
  }),
  {
    id: 'render-deploy-hook',
    title: 'Render deploy hook',
    kind: 'secret',
    why: 'It can start deployments of the Render service.',
    type: 'RENDER_DEPLOY_HOOK',
    literals: ['api.render.com/deploy/'],
    pattern: /api\.render\.com\/deploy\/srv-[a-z0-9]{20}\?key=(?<value>[A-Za-z0-9_-]{11})(?![A-Za-z0-9_-])/,
    after: 100,
    confidence: 'high',
    finds: (fake) => [`curl https://api.render.com/deploy/srv-${fake.lowerAlnum(20)}?key=«${fake.base64url(11)}»`],
    ignores: (fake) => [{ text: `https://api.render.com/deploy/srv-${fake.lowerAlnum(20)}`, because: 'the key is missing' }],
    published: 'https://render.com/docs/deploy-hooks',
  },
];
