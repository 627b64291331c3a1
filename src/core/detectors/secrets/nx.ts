import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const nx: readonly Detector[] = [
  {
    id: 'nx-cloud-token',
    title: 'Nx Cloud access token',
    why: 'It can read and write the build cache of the workspace.',
    type: 'NX_CLOUD_TOKEN',
    ...contextual({ vendor: ['nx_cloud', 'nxcloud'], names: ['token'], value: '[A-Za-z0-9+/]{60,120}={0,2}' }),
    finds: (fake) => [`"nxCloudAccessToken": "«${fake.alnum(86)}==»"`],
    ignores: (fake) => [{ text: `"nxCloudAccessToken": "${fake.alnum(20)}"`, because: 'it is too short' }],
    published: 'https://nx.dev/ci/recipes/security/access-tokens',
  },
];
