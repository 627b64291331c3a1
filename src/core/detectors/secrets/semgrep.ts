import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const semgrep: readonly Detector[] = [
  {
    id: 'semgrep-token',
    title: 'Semgrep app token',
    why: 'It can read and upload findings of the Semgrep organisation.',
    type: 'SEMGREP_TOKEN',
    ...contextual({ vendor: ['semgrep'], names: ['token', 'key'], value: '[a-f0-9]{64}' }),
    finds: (fake) => [`SEMGREP_APP_TOKEN=«${fake.hex(64)}»`],
    ignores: (fake) => [{ text: `SEMGREP_APP_TOKEN=${fake.hex(60)}`, because: 'it is too short' }],
    published: 'https://semgrep.dev/docs/deployment/add-semgrep-to-ci',
  },
];
