import type { Detector } from '../detector.ts';
import { looksGenerated } from './plausible.ts';

export const maxmind: readonly Detector[] = [
  {
    id: 'maxmind-license-key',
    title: 'MaxMind license key',
    kind: 'secret',
    why: 'It downloads databases and uses services at the account’s cost.',
    type: 'MAXMIND_KEY',
    literals: ['_mmk'],
    pattern: /(?<![A-Za-z0-9_])(?<value>[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk)(?![A-Za-z0-9_])/,
    before: 38,
    after: 4,
    confidence: 'high',
    accept: ({ value }) => (looksGenerated(value) ? 'high' : undefined),
    finds: (fake) => [`MAXMIND_LICENSE_KEY=«${fake.alnum(6)}_${fake.alnum(29)}_mmk»`],
    ignores: (fake) => [{ text: `${fake.alnum(6)}_mmk`, because: 'it is too short' }],
    published: 'https://dev.maxmind.com/license-key-format',
    revoke: 'https://www.maxmind.com/en/accounts/current/license-key',
  },
];
