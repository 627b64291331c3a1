import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const gitguardian: readonly Detector[] = [
  {
    id: 'gitguardian-key',
    title: 'GitGuardian API key',
    why: 'It can read incidents of the GitGuardian workspace.',
    type: 'GITGUARDIAN_KEY',
    ...contextual({ vendor: ['gitguardian'], names: ['key', 'token'], value: '[a-fA-F0-9]{71}' }),
    finds: (fake) => [`GITGUARDIAN_API_KEY=«${fake.hex(71)}»`],
    ignores: (fake) => [{ text: `GITGUARDIAN_API_KEY=${fake.hex(64)}`, because: 'it is too short' }],
    published: 'https://docs.gitguardian.com/api-docs/authentication',
  },
];
