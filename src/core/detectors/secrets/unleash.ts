import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const unleash: readonly Detector[] = [
  {
    id: 'unleash-token',
    title: 'Unleash API token',
    why: 'It can read feature flags, or with an admin token change them.',
    type: 'UNLEASH_TOKEN',
    ...contextual({ vendor: ['unleash'], value: '(?:[A-Za-z0-9_*\\[\\]-]{1,60}:)?[A-Za-z0-9_*-]{1,60}[:.][a-f0-9]{50,64}' }),
    finds: (fake) => [`UNLEASH_API_TOKEN=«default:development.${fake.hex(56)}»`, `UNLEASH_ADMIN_TOKEN=«*:*.${fake.hex(56)}»`],
    ignores: () => [
      { text: 'UNLEASH_API_TOKEN=default:development.unleash-insecure-api-token', because: "it is the token of Unleash's own guide" },
    ],
    published: 'https://docs.getunleash.io/reference/api-tokens-and-client-keys',
  },
];
