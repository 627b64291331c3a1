import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { alnum, prefixToken } from './prefixToken.ts';

export const alchemy: readonly Detector[] = [
  {
    id: 'alchemy-key',
    title: 'Alchemy API key',
    kind: 'secret',
    why: 'It can read blockchains at the expense of the Alchemy account.',
    type: 'ALCHEMY_KEY',
    literals: ['alchemy.com/v2/', 'alchemyapi.io/v2/'],
    pattern: /alchemy(?:\.com|api\.io)\/v2\/(?<value>[A-Za-z0-9_-]{32})(?![A-Za-z0-9_-])/,
    after: 60,
    confidence: 'medium',
    finds: (fake) => [`https://eth-mainnet.g.alchemy.com/v2/«${fake.base64url(32)}»`],
    ignores: () => [{ text: 'https://eth-mainnet.g.alchemy.com/v2/your-api-key', because: 'it is a placeholder' }],
    published: 'https://www.alchemy.com/docs/create-an-api-key',
  },
  prefixToken({
    id: 'alchemy-auth-token',
    title: 'Alchemy auth token',
    can: 'change webhooks of the Alchemy account',
    type: 'ALCHEMY_TOKEN',
    prefixes: ['alcht_'],
    body: [alnum(30)],
    published: 'https://www.alchemy.com/docs/reference/notify-api-quickstart',
  }),
  {
    id: 'alchemy-named-key',
    title: 'Alchemy API key',
    why: 'It can read blockchains at the expense of the Alchemy account.',
    type: 'ALCHEMY_KEY',
    ...contextual({ vendor: ['alchemy'], names: ['key', 'token'], value: '[A-Za-z0-9_-]{32}' }),
    finds: (fake) => [`ALCHEMY_API_KEY=«${fake.base64url(32)}»`],
    ignores: (fake) => [{ text: `ALCHEMY_API_KEY=${fake.base64url(30)}`, because: 'it is too short' }],
    published: 'https://www.alchemy.com/docs/create-an-api-key',
  },
];
