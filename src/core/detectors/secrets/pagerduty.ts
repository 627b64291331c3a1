import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const pagerduty: readonly Detector[] = [
  {
    id: 'pagerduty-key',
    title: 'PagerDuty API or integration key',
    why: 'It reads, raises and closes incidents.',
    type: 'PAGERDUTY_KEY',
    ...contextual({
      vendor: ['pagerduty', 'pager_duty', 'pager-duty', 'pd_api', 'pdapi'],
      value: '(?:u\\+[A-Za-z0-9_+-]{18}|[A-Za-z0-9_-]{20}|[a-f0-9]{32}|R[A-Z0-9]{31})',
    }),
    finds: (fake) => [
      `PAGERDUTY_API_KEY=«u+${fake.base64url(18)}»`,
      `{ "pagerdutyApiKey": "«u+${fake.base64url(18)}»" }`,
      `pagerduty-api-key: '«u+${fake.base64url(18)}»'`,
      `pagerduty_integration_key: «${fake.hex(32)}»`,
    ],
    ignores: (fake) => [
      { text: `checksum = 'u+${fake.base64url(18)}'`, because: 'nothing names the vendor' },
      { text: `PAGERDUTY_API_KEY=u+${fake.base64url(6)}`, because: 'it is too short' },
    ],
    published: 'https://support.pagerduty.com/main/docs/api-access-keys',
  },
];
