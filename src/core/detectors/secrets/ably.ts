import type { Detector } from '../detector.ts';
import { looksGenerated } from './plausible.ts';

export const ably: readonly Detector[] = [
  {
    id: 'ably-api-key',
    title: 'Ably API key',
    kind: 'secret',
    why: 'It publishes to and reads from an application’s channels.',
    type: 'ABLY_KEY',
    literals: ['ably_', 'ably-', 'ablykey', 'ably.realtime', 'ably.rest'],
    pattern:
      /(?:ably|Ably|ABLY)(?<name>[\w.\-\s("\'`[{:]{1,40}?)(?:key|KEY|Key)["\'`]?\s{0,3}[:=]\s{0,3}["\'`]?(?<value>[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{6}:[A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/,
    after: 130,
    confidence: 'high',
    accept: ({ value }) => (looksGenerated(value) ? 'high' : undefined),
    finds: (fake) => [
      `ably_api_key='«${fake.alnum(6)}.${fake.alnum(6)}:${fake.base64url(43)}»'`,
      `new Ably.Realtime({ key: '«${fake.alnum(6)}.${fake.alnum(6)}:${fake.base64url(43)}»' })`,
    ],
    ignores: (fake) => [
      { text: `probably_key = ${fake.alnum(20)}`, because: 'it names something else' },
      { text: `ably_key=${fake.alnum(6)}.${fake.alnum(6)}`, because: 'the secret part is missing' },
    ],
    published: 'https://ably.com/docs/auth/basic',
  },
];
