import type { Detector } from '../detector.ts';

export const deepsource: readonly Detector[] = [
  {
    id: 'deepsource-dsn',
    title: 'DeepSource DSN',
    kind: 'secret',
    why: 'It can upload reports for the repository.',
    type: 'DEEPSOURCE_DSN',
    literals: ['@deepsource.io', '@app.deepsource.com', '@cli.deepsource'],
    pattern: /https:\/\/(?<value>[a-f0-9]{32})@(?:app\.|cli\.)?deepsource\.(?:io|com)/,
    before: 42,
    after: 30,
    confidence: 'high',
    finds: (fake) => [`DEEPSOURCE_DSN=https://«${fake.hex(32)}»@deepsource.io`],
    ignores: (fake) => [{ text: `DEEPSOURCE_DSN=https://${fake.hex(20)}@deepsource.io`, because: 'it is too short' }],
    published: 'https://docs.deepsource.com/docs/analyzers-test-coverage',
  },
];
