import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { base64url, prefixToken } from './prefixToken.ts';

export const wandb: readonly Detector[] = [
  prefixToken({
    id: 'wandb-api-key',
    title: 'Weights & Biases API key',
    can: 'read and write runs, artifacts and models as its owner in Weights & Biases',
    type: 'WANDB_API_KEY',
    prefixes: ['wandb_v1_'],
    body: [base64url(60, 100)],
    published: 'https://docs.wandb.ai/support/models/articles/why-does-my-api-key-fail-with-must-be-40-characters',
    revoke: 'https://wandb.ai/settings',
  }),
  {
    id: 'wandb-legacy-api-key',
    title: 'Weights & Biases API key (40 characters)',
    why: 'It can read and write runs, artifacts and models as its owner in Weights & Biases.',
    type: 'WANDB_API_KEY',
    ...contextual({ vendor: ['wandb'], names: ['key', 'token', 'password', 'login', 'secret'], value: '[a-f0-9]{40}' }),
    finds: (fake) => [`wandb.login(key="«${fake.hex(40)}»")`, `machine api.wandb.ai\n  login user\n  password «${fake.hex(40)}»`],
    ignores: (fake) => [
      { text: `wandb_commit = "${fake.hex(40)}"`, because: 'it is a commit' },
      { text: `WANDB_API_KEY=${fake.hex(38)}`, because: 'it is too short' },
    ],
    revoke: 'https://wandb.ai/settings',
  },
];
