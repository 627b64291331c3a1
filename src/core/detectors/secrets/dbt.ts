import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const dbt: readonly Detector[] = [
  {
    id: 'dbt-cloud-token',
    title: 'dbt Cloud token',
    why: 'It reads and starts an account’s jobs.',
    type: 'DBT_TOKEN',
    ...prefixed({ prefix: ['dbtc_', 'dbtu_', 'dbts_'], tail: '[A-Za-z0-9_=-]{38,52}' }),
    finds: (fake) => [`DBT_KEY=«dbtc_${fake.base64url(44)}»`, `{ "token": "«dbtu_${fake.base64url(44)}»" }`],
    ignores: (fake) => [
      { text: `dbtc_${fake.base64url(14)}`, because: 'it is too short' },
      { text: `dbtc_${'x'.repeat(44)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}dbtc_${fake.base64url(44)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://docs.getdbt.com/docs/dbt-cloud-apis/authentication',
  },
];
