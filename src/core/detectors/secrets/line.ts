import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const line: readonly Detector[] = [
  {
    id: 'line-channel-token',
    title: 'LINE channel access token or secret',
    why: 'Whoever has it speaks and reads as the bot.',
    type: 'LINE_TOKEN',
    ...contextual({
      vendor: ['line_channel', 'line-channel', 'linechannel', 'line_bot', 'line-bot', 'linebot', 'line_notify', 'line-notify'],
      value: '(?:[A-Za-z0-9+/]{150,190}={0,2}|[a-f0-9]{32}|[A-Za-z0-9]{43})',
    }),
    finds: (fake) => [
      `LINE_CHANNEL_SECRET=«${fake.hex(32)}»`,
      `{ "lineChannelSecret": "«${fake.hex(32)}»" }`,
      `line-channel-secret: '«${fake.hex(32)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(32)}'`, because: 'nothing names the vendor' },
      { text: `LINE_CHANNEL_SECRET=${fake.hex(10)}`, because: 'it is too short' },
    ],
    published: 'https://developers.line.biz/en/docs/basics/channel-access-token/',
    revoke: 'https://developers.line.biz/console/',
  },
];
