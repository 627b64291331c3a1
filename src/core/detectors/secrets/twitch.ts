import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { looksGenerated } from './plausible.ts';
import { prefixed } from './prefixToken.ts';

export const twitch: readonly Detector[] = [
  {
    id: 'twitch-chat-token',
    title: 'Twitch chat token',
    why: 'It reads and acts in the name of the account or application.',
    type: 'TWITCH_TOKEN',
    ...prefixed({ prefix: 'oauth:', tail: '[a-z0-9]{30}' }),
    finds: (fake) => [`TWITCH_KEY=«oauth:${fake.lowerAlnum(30)}»`, `{ "token": "«oauth:${fake.lowerAlnum(30)}»" }`],
    ignores: (fake) => [
      { text: `oauth:${fake.lowerAlnum(10)}`, because: 'it is too short' },
      { text: `oauth:${'x'.repeat(30)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}oauth:${fake.lowerAlnum(30)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://dev.twitch.tv/docs/chat/authenticating/',
    revoke: 'https://www.twitch.tv/settings/connections',
  },
  {
    id: 'twitch-secret',
    title: 'Twitch client secret or token',
    why: 'It reads and acts in the name of the account or application.',
    type: 'TWITCH_SECRET',
    ...contextual({
      vendor: ['twitch'],
      names: ['key', 'token', 'secret', 'auth', 'client_id', 'client-id', 'clientid'],
      value: '[a-z0-9]{30}',
    }),
    finds: (fake) => [
      `TWITCH_CLIENT_SECRET=«${fake.lowerAlnum(30)}»`,
      `{ "twitchClientSecret": "«${fake.lowerAlnum(30)}»" }`,
      `twitch-client-secret: '«${fake.lowerAlnum(30)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.lowerAlnum(30)}'`, because: 'nothing names the vendor' },
      { text: `TWITCH_CLIENT_SECRET=${fake.lowerAlnum(10)}`, because: 'it is too short' },
    ],
    published: 'https://dev.twitch.tv/docs/authentication/register-app/',
    revoke: 'https://dev.twitch.tv/console/apps',
  },
  {
    id: 'twitch-stream-key',
    title: 'Twitch stream key',
    kind: 'secret',
    why: 'Whoever holds it can broadcast on the channel.',
    type: 'TWITCH_STREAM_KEY',
    literals: ['live_'],
    pattern: /(?<![A-Za-z0-9_])(?<value>live_\d{6,12}_[A-Za-z0-9]{28,34})(?![A-Za-z0-9_])/,
    after: 60,
    confidence: 'high',
    accept: ({ value }) => (looksGenerated(value) ? 'high' : undefined),
    finds: (fake) => [`key: «live_${fake.digits(9)}_${fake.alnum(30)}»`],
    ignores: (fake) => [{ text: `live_${fake.digits(9)}_video`, because: 'there is no key' }],
    published: 'https://help.twitch.tv/s/article/twitch-stream-key-faq',
  },
];
