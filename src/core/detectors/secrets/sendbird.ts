import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const sendbird: readonly Detector[] = [
  {
    id: 'sendbird-token',
    title: 'Sendbird API token',
    why: 'It reads and writes an application’s chats.',
    type: 'SENDBIRD_TOKEN',
    ...contextual({
      vendor: ['sendbird'],
      names: ['key', 'token', 'secret', 'access_id', 'app_id', 'id'],
      value: '(?:[a-f0-9]{40}|[A-Z0-9]{8}-[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{12})',
    }),
    finds: (fake) => [
      `SENDBIRD_API_TOKEN=«${fake.hex(40)}»`,
      `{ "sendbirdApiToken": "«${fake.hex(40)}»" }`,
      `sendbird-api-token: '«${fake.hex(40)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(40)}'`, because: 'nothing names the vendor' },
      { text: `SENDBIRD_API_TOKEN=${fake.hex(13)}`, because: 'it is too short' },
    ],
    published: 'https://sendbird.com/docs/chat/platform-api/v3/prepare-to-use-api',
  },
];
