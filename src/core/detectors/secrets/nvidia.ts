import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { base64url, prefixToken } from './prefixToken.ts';

export const nvidia: readonly Detector[] = [
  prefixToken({
    id: 'nvidia-api-key',
    title: 'NVIDIA API key',
    can: "run NVIDIA's models and pull from NGC as its owner",
    type: 'NVIDIA_API_KEY',
    prefixes: ['nvapi-'],
    body: [base64url(60, 70)],
    published: 'https://docs.nvidia.com/ngc/gpu-cloud/ngc-user-guide/index.html',
    revoke: 'https://org.ngc.nvidia.com/setup/api-keys',
  }),
  {
    id: 'ngc-api-key',
    title: 'NVIDIA NGC API key (older format)',
    why: 'It can pull and push containers and models as its owner in NGC.',
    type: 'NGC_API_KEY',
    ...contextual({
      vendor: ['ngc_api', 'ngc_cli', 'ngc_key', 'ngc_token', 'nvcr.io'],
      names: ['key', 'token', 'password', '-p'],
      value: '[A-Za-z0-9+/]{84}',
    }),
    finds: (fake) => [`NGC_API_KEY=«${fake.alnum(84)}»`],
    ignores: (fake) => [
      { text: `NGC_API_KEY=${fake.alnum(80)}`, because: 'it is too short' },
      { text: 'NGC_API_KEY=${NGC_API_KEY}', because: 'it is a reference' },
    ],
    revoke: 'https://org.ngc.nvidia.com/setup/api-keys',
  },
];
