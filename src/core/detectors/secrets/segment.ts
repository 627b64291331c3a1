import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { prefixed } from './prefixToken.ts';

export const segment: readonly Detector[] = [
  {
    id: 'segment-public-api-token',
    title: 'Segment public API token',
    why: 'It reads and changes the workspace.',
    type: 'SEGMENT_TOKEN',
    ...prefixed({ prefix: 'sgp_', tail: '[A-Za-z0-9]{64}' }),
    finds: (fake) => [`SEGMENT_KEY=«sgp_${fake.alnum(64)}»`, `{ "token": "«sgp_${fake.alnum(64)}»" }`],
    ignores: (fake) => [
      { text: `sgp_${fake.alnum(21)}`, because: 'it is too short' },
      { text: `sgp_${'x'.repeat(64)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}sgp_${fake.alnum(64)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://segment.com/docs/api/public-api/',
  },
  {
    id: 'segment-key',
    title: 'Segment write key',
    why: 'Whoever has it can send data into the account, at its cost.',
    type: 'SEGMENT_KEY',
    ...contextual({ vendor: ['segment_', 'segment-', 'segmentio', 'segmentwrite', 'segmentkey', 'segmentapi'], value: '[A-Za-z0-9]{32}' }),
    finds: (fake) => [
      `SEGMENT_WRITE_KEY=«${fake.alnum(32)}»`,
      `{ "segmentWriteKey": "«${fake.alnum(32)}»" }`,
      `segment-write-key: '«${fake.alnum(32)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.alnum(32)}'`, because: 'nothing names the vendor' },
      { text: `SEGMENT_WRITE_KEY=${fake.alnum(10)}`, because: 'it is too short' },
    ],
    published: 'https://segment.com/docs/connections/find-writekey/',
  },
];
