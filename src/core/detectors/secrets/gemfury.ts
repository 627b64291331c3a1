import type { Detector } from '../detector.ts';
import { looksGenerated } from './plausible.ts';

export const gemfury: readonly Detector[] = [
  {
    id: 'gemfury-url-token',
    title: 'Gemfury token in a URL',
    kind: 'secret',
    why: 'It reads, and often writes, a private package registry.',
    type: 'GEMFURY_TOKEN',
    literals: ['.fury.io/', '@fury.io', 'fury.io'],
    pattern: /https:\/\/(?<value>[A-Za-z0-9-]{20,60})(?::NOPASS)?@[a-z.]{0,12}fury\.io\//,
    before: 100,
    after: 20,
    confidence: 'high',
    accept: ({ value }) => (looksGenerated(value) ? 'high' : undefined),
    finds: (fake) => [
      `--extra-index-url https://«${fake.alnum(20)}»@pypi.fury.io/${fake.lower(6)}/`,
      `source "https://«${fake.alnum(24)}»:NOPASS@gem.fury.io/${fake.lower(6)}/"`,
    ],
    ignores: (fake) => [{ text: `https://pypi.fury.io/${fake.lower(6)}/`, because: 'there is no token' }],
    published: 'https://gemfury.com/help/tokens/',
  },
];
