import type { Detector } from '../detector.ts';
import { looksGenerated } from './plausible.ts';

export const matrix: readonly Detector[] = [
  {
    id: 'matrix-access-token',
    title: 'Matrix (Synapse) access token',
    kind: 'secret',
    why: 'Whoever has it reads and writes as the user.',
    type: 'MATRIX_TOKEN',
    literals: ['syt_'],
    pattern: /(?<![A-Za-z0-9_])(?<value>syt_[A-Za-z0-9+\/=]{1,100}_[A-Za-z]{20}_[A-Za-z0-9]{6})(?![A-Za-z0-9_])/,
    after: 140,
    confidence: 'high',
    accept: ({ value }) => (looksGenerated(value) ? 'high' : undefined),
    finds: (fake) => [
      `access_token: «syt_${fake.base64(12)}_${fake.lower(10)}${fake.upper(10)}_${fake.alnum(6)}»`,
      `"token": "«syt_${fake.base64(8)}_${fake.upper(10)}${fake.lower(10)}_${fake.alnum(6)}»"`,
    ],
    ignores: (fake) => [{ text: `syt_${fake.base64(12)}_${fake.lower(8)}`, because: 'it is too short' }],
    published: 'https://github.com/matrix-org/synapse/pull/8280',
  },
];
