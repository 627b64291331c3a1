import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const gitee: readonly Detector[] = [
  {
    id: 'gitee-token',
    title: 'Gitee access token',
    why: 'It can read and write repositories as its owner on Gitee.',
    type: 'GITEE_TOKEN',
    ...contextual({ vendor: ['gitee'], value: '[a-f0-9]{32}' }),
    finds: (fake) => [`GITEE_ACCESS_TOKEN=«${fake.hex(32)}»`],
    ignores: (fake) => [{ text: `GITEE_ACCESS_TOKEN=${fake.hex(31)}`, because: 'it is one character short' }],
    published: 'https://gitee.com/api/v5/oauth_doc',
  },
];
