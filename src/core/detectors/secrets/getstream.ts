import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const getstream: readonly Detector[] = [
  {
    id: 'getstream-secret',
    title: 'Stream API secret',
    why: 'It reads and writes an application’s chats and feeds.',
    type: 'STREAM_SECRET',
    ...contextual({ vendor: ['getstream', 'stream_chat', 'stream_api', 'stream-chat'], value: '[a-z0-9]{64}' }),
    finds: (fake) => [
      `STREAM_API_SECRET=«${fake.lowerAlnum(64)}»`,
      `{ "streamApiSecret": "«${fake.lowerAlnum(64)}»" }`,
      `stream-api-secret: '«${fake.lowerAlnum(64)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.lowerAlnum(64)}'`, because: 'nothing names the vendor' },
      { text: `STREAM_API_SECRET=${fake.lowerAlnum(21)}`, because: 'it is too short' },
    ],
    published: 'https://getstream.io/chat/docs/node/tokens_and_authentication/',
  },
];
