import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { base64url, prefixToken } from './prefixToken.ts';

export const together: readonly Detector[] = [
  prefixToken({
    id: 'together-api-key',
    title: 'Together AI API key',
    can: 'run and fine-tune models at the expense of the Together AI account',
    type: 'TOGETHER_API_KEY',
    prefixes: ['tgp_v1_'],
    body: [base64url(43)],
    published: 'https://docs.together.ai/docs/quickstart',
    revoke: 'https://api.together.ai/settings/api-keys',
  }),
  {
    id: 'together-legacy-api-key',
    title: 'Together AI API key (older format)',
    why: 'It can run and fine-tune models at the expense of the Together AI account.',
    type: 'TOGETHER_API_KEY',
    ...contextual({ vendor: ['together_api', 'together_ai'], value: '[a-f0-9]{64}' }),
    finds: (fake) => [`TOGETHER_API_KEY=«${fake.hex(64)}»`, `together.ai key is «${fake.hex(64)}»`],
    ignores: (fake) => [
      { text: `TOGETHER_API_KEY=${fake.hex(63)}`, because: 'it is one character short' },
      { text: `put together: key = ${fake.hex(64)}`, because: 'the word alone is no vendor' },
    ],
    revoke: 'https://api.together.ai/settings/api-keys',
  },
];
