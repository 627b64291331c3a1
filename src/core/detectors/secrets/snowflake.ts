import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const snowflake: readonly Detector[] = [
  {
    id: 'snowflake-password',
    title: 'Snowflake password or token',
    why: 'It reads and changes the data warehouse.',
    type: 'SNOWFLAKE_SECRET',
    ...contextual({ vendor: ['snowflake'], names: ['passw', 'token', 'secret', 'passphrase'], value: '[^\\s"\'`<>{}$,;()]{12,64}' }),
    finds: (fake) => [
      `SNOWFLAKE_PASSWORD=«${fake.alnum(20)}»`,
      `{ "snowflakePassword": "«${fake.alnum(20)}»" }`,
      `snowflake-password: '«${fake.alnum(20)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.alnum(20)}'`, because: 'nothing names the vendor' },
      { text: `SNOWFLAKE_PASSWORD=${fake.alnum(6)}`, because: 'it is too short' },
    ],
    published: 'https://docs.snowflake.com/en/user-guide/programmatic-access-tokens',
  },
];
