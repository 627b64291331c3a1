import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { prefixed } from './prefixToken.ts';

export const datadog: readonly Detector[] = [
  {
    id: 'datadog-api-key',
    title: 'Datadog API or application key',
    why: 'It reads or writes the account’s metrics, logs and alerts.',
    type: 'DATADOG_KEY',
    ...contextual({ vendor: ['datadog', 'dd_api', 'dd-api', 'dd_app', 'ddapi', 'dd-application'], value: '(?:[a-f0-9]{40}|[a-f0-9]{32})' }),
    finds: (fake) => [
      `DD_API_KEY=«${fake.hex(32)}»`,
      `{ "ddApiKey": "«${fake.hex(32)}»" }`,
      `dd-api-key: '«${fake.hex(32)}»'`,
      `datadog_app_key: «${fake.hex(40)}»`,
      `DD-APPLICATION-KEY: «${fake.hex(40)}»`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(32)}'`, because: 'nothing names the vendor' },
      { text: `DD_API_KEY=${fake.hex(10)}`, because: 'it is too short' },
    ],
    published: 'https://docs.datadoghq.com/account_management/api-app-keys/',
    revoke: 'https://app.datadoghq.com/organization-settings/api-keys',
  },
  {
    id: 'datadog-application-key',
    title: 'Datadog application key or access token',
    why: 'It reads or writes the account’s metrics, logs and alerts.',
    type: 'DATADOG_KEY',
    ...prefixed({ prefix: ['ddapp_', 'ddpat_', 'ddsat_'], tail: '[A-Za-z0-9]{34,80}' }),
    finds: (fake) => [`DATADOG_KEY=«ddapp_${fake.alnum(34)}»`, `{ "token": "«ddsat_${fake.alnum(40)}»" }`],
    ignores: (fake) => [
      { text: `ddapp_${fake.alnum(11)}`, because: 'it is too short' },
      { text: `ddapp_${'x'.repeat(34)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}ddapp_${fake.alnum(34)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://docs.datadoghq.com/account_management/personal-access-tokens/',
    revoke: 'https://app.datadoghq.com/organization-settings/application-keys',
  },
];
