import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const dynatrace: readonly Detector[] = [
  {
    id: 'dynatrace-token',
    title: 'Dynatrace API token',
    why: 'It reads or writes the account’s metrics, logs and alerts.',
    type: 'DYNATRACE_TOKEN',
    ...prefixed({
      prefix: ['dt0c01.', 'dt0s01.', 'dt0s02.', 'dt0s03.', 'dt0s04.', 'dt0s05.', 'dt0s06.', 'dt0s08.', 'dt0s16.'],
      tail: '[A-Z0-9]{8,24}\\.[A-Z0-9]{64}',
    }),
    finds: (fake) => [
      `DYNATRACE_KEY=«dt0c01.${fake.upperAlnum(24)}.${fake.upperAlnum(64)}»`,
      `{ "token": "«dt0s16.${fake.upperAlnum(24)}.${fake.upperAlnum(64)}»" }`,
    ],
    ignores: (fake) => [
      { text: `dt0c01.${fake.upperAlnum(24)}.${fake.upperAlnum(21)}`, because: 'it is too short' },
      { text: `dt0c01.${'x'.repeat(24)}.${'x'.repeat(64)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}dt0c01.${fake.upperAlnum(24)}.${fake.upperAlnum(64)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/access-tokens',
  },
];
