import type { Detector } from '../detector.ts';

export const harness: readonly Detector[] = [
  {
    id: 'harness-token',
    title: 'Harness API token',
    kind: 'secret',
    why: 'It can run pipelines and read configuration as its owner in Harness.',
    type: 'HARNESS_TOKEN',
    literals: ['pat.', 'sat.'],
    pattern: /(?<![A-Za-z0-9_.-])(?<value>[ps]at\.[A-Za-z0-9_-]{22}\.[a-f0-9]{24}\.[A-Za-z0-9]{20})(?![A-Za-z0-9_-])/,
    after: 80,
    confidence: 'high',
    finds: (fake) => [`x-api-key: «pat.${fake.base64url(22)}.${fake.hex(24)}.${fake.alnum(20)}»`],
    ignores: (fake) => [
      { text: `pat.${fake.base64url(22)}.${fake.hex(24)}`, because: 'the last part is missing' },
      { text: 're.compile(pat.pattern)', because: 'it is code' },
    ],
    published: 'https://developer.harness.io/docs/platform/automation/api/add-and-manage-api-keys',
  },
];
