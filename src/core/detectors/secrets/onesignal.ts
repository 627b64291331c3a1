import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { prefixed } from './prefixToken.ts';

export const onesignal: readonly Detector[] = [
  {
    id: 'onesignal-key',
    title: 'OneSignal API key',
    why: 'It sends push messages to every user of an application.',
    type: 'ONESIGNAL_KEY',
    ...prefixed({ prefix: ['os_v2_app_', 'os_v2_org_'], tail: '[a-z2-7]{80,110}' }),
    finds: (fake) => [
      `ONESIGNAL_KEY=«os_v2_app_${fake.lower(50)}5${fake.lower(52)}»`,
      `{ "token": "«os_v2_app_${fake.lower(50)}5${fake.lower(52)}»" }`,
    ],
    ignores: (fake) => [
      { text: `os_v2_app_${fake.lower(50)}5${fake.lower(17)}`, because: 'it is too short' },
      { text: `os_v2_app_${'x'.repeat(50)}5${'x'.repeat(52)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}os_v2_app_${fake.lower(50)}5${fake.lower(52)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://documentation.onesignal.com/docs/en/keys-and-ids',
    revoke: 'https://dashboard.onesignal.com/',
  },
  {
    id: 'onesignal-legacy-key',
    title: 'OneSignal REST API key',
    why: 'It sends push messages to every user of an application.',
    type: 'ONESIGNAL_KEY',
    ...contextual({ vendor: ['onesignal', 'one_signal', 'one-signal'], value: '[A-Za-z0-9]{48}' }),
    finds: (fake) => [
      `ONESIGNAL_REST_API_KEY=«${fake.alnum(48)}»`,
      `{ "onesignalRestApiKey": "«${fake.alnum(48)}»" }`,
      `onesignal-rest-api-key: '«${fake.alnum(48)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.alnum(48)}'`, because: 'nothing names the vendor' },
      { text: `ONESIGNAL_REST_API_KEY=${fake.alnum(16)}`, because: 'it is too short' },
    ],
    published: 'https://documentation.onesignal.com/docs/en/keys-and-ids',
  },
];
