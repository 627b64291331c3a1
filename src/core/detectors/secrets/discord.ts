import type { Detector, Match } from '../detector.ts';
import { contextual } from './contextual.ts';
import { looksGenerated } from './plausible.ts';

export const discord: readonly Detector[] = [
  {
    id: 'discord-bot-token',
    title: 'Discord bot token',
    kind: 'secret',
    why: 'Whoever has it speaks and reads as the bot.',
    type: 'DISCORD_TOKEN',
    literals: ['discord', 'token', 'bot ', '.login(', '.run('],
    pattern: /(?<![A-Za-z0-9_.-])(?<value>[MNO][DTjz][A-Za-z0-9_-]{21,26}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,38})(?![A-Za-z0-9_.-])/,
    before: 1,
    after: 120,
    inShortTexts: true,
    confidence: 'high',
    accept: byBotId,
    finds: (fake) => [
      `DISCORD_TOKEN=«MTAxMjM0NTY3ODkwMTIzNDU2.${fake.alnum(6)}.${fake.base64url(38)}»`,
      `client.login('«NzkyNzE1NDU0MTk2MDg4ODQy.${fake.alnum(6)}.${fake.base64url(27)}»')`,
    ],
    ignores: (fake) => [
      { text: `token = "${fake.hex(24)}.${fake.alnum(6)}.${fake.base64url(27)}"`, because: 'the first part is no id' },
      { text: `token: eyJhbGciOiJIUzI1NiJ9.${fake.base64url(20)}.${fake.base64url(43)}`, because: 'it is a JSON web token' },
      { text: `token: MTIzNDU2Nzg5MDEyMzQ1Njc4.xxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxx`, because: 'it is a placeholder' },
    ],
    published: 'https://discord.com/developers/docs/reference#authentication',
    revoke: 'https://discord.com/developers/applications',
  },
  {
    id: 'discord-webhook',
    title: 'Discord webhook',
    kind: 'secret',
    why: 'Whoever has it can post into the channel.',
    type: 'DISCORD_WEBHOOK',
    literals: ['discord.com/api/', 'discordapp.com/api/'],
    pattern: /discord(?:app)?\.com\/api\/(?:v\d{1,2}\/)?webhooks\/\d{17,20}\/(?<value>[A-Za-z0-9_-]{60,72})(?![A-Za-z0-9_-])/,
    after: 150,
    confidence: 'high',
    accept: ({ value }) => (looksGenerated(value) ? 'high' : undefined),
    finds: (fake) => [
      `https://discord.com/api/webhooks/${fake.digits(18)}/«${fake.base64url(68)}»`,
      `"https://canary.discordapp.com/api/v10/webhooks/${fake.digits(19)}/«${fake.base64url(68)}»"`,
    ],
    ignores: (fake) => [
      { text: `https://discord.com/api/webhooks/${fake.digits(18)}/github`, because: 'there is no token' },
      { text: `https://discord.com/api/v10/channels/${fake.digits(18)}/messages`, because: 'it is not a webhook' },
    ],
    published: 'https://discord.com/developers/docs/resources/webhook',
  },
  {
    id: 'discord-client-secret',
    title: 'Discord client secret',
    why: 'It reads and acts in the name of the account or application.',
    type: 'DISCORD_SECRET',
    ...contextual({ vendor: ['discord'], names: ['secret'], value: '[A-Za-z0-9_-]{32}' }),
    finds: (fake) => [
      `DISCORD_CLIENT_SECRET=«${fake.alnum(32)}»`,
      `{ "discordClientSecret": "«${fake.alnum(32)}»" }`,
      `discord-client-secret: '«${fake.alnum(32)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.alnum(32)}'`, because: 'nothing names the vendor' },
      { text: `DISCORD_CLIENT_SECRET=${fake.alnum(10)}`, because: 'it is too short' },
    ],
    published: 'https://discord.com/developers/docs/topics/oauth2',
    revoke: 'https://discord.com/developers/applications',
  },
];

/** The first part of a bot token is the bot’s id, 17 to 20 digits, in base64 (https://discord.com/developers/docs/reference#snowflakes). */
function byBotId({ value }: Match): 'high' | 'medium' | undefined {
  const head = value.slice(0, value.indexOf('.'));
  if (!looksGenerated(value)) return undefined;
  for (let i = 0; i + 1 < head.length; i += 4)
    if (!/^(?:[MNO][DTjz][AEIMQUYcgk][wxyz012345])?(?:[MNO][DTjz](?:[AEIMQUYcgk][wxyz012345]?)?)?$/.test(head.slice(i, i + 4)))
      return 'medium';
  return 'high';
}
