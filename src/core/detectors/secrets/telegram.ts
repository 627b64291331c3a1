import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { looksGenerated } from './plausible.ts';

export const telegram: readonly Detector[] = [
  {
    id: 'telegram-bot-token',
    title: 'Telegram bot token',
    kind: 'secret',
    why: 'Whoever has it speaks and reads as the bot.',
    type: 'TELEGRAM_TOKEN',
    literals: [':AA'],
    pattern: /(?<!\d)(?<value>\d{8,10}:AA[A-Za-z0-9_-]{32,34})(?![A-Za-z0-9_-])/,
    before: 11,
    after: 40,
    confidence: 'high',
    accept: ({ value }) => (looksGenerated(value) ? 'high' : undefined),
    finds: (fake) => [
      `TELEGRAM_BOT_TOKEN=«${fake.digits(10)}:AA${fake.base64url(33)}»`,
      `https://api.telegram.org/bot«${fake.digits(9)}:AA${fake.base64url(33)}»/sendMessage`,
    ],
    ignores: (fake) => [
      { text: `${fake.digits(5)}:AA${fake.base64url(33)}`, because: 'the id is too short' },
      { text: `${fake.hex(2)}:aa:${fake.hex(2)}:${fake.hex(2)}`, because: 'it is a hardware address' },
    ],
    published: 'https://core.telegram.org/bots/api#authorizing-your-bot',
    revoke: 'https://t.me/BotFather',
  },
  {
    id: 'telegram-named-bot-token',
    title: 'Telegram bot token, as the documentation shows it',
    why: 'Whoever has it speaks and reads as the bot.',
    type: 'TELEGRAM_TOKEN',
    ...contextual({ vendor: ['telegram'], names: ['token', 'key', 'secret', 'bot', ''], value: '\\d{8,10}:[A-Za-z0-9_-]{35}' }),
    finds: (fake) => [`TELEGRAM_TOKEN=«${fake.digits(10)}:${fake.base64url(35)}»`, `telegram: "«${fake.digits(9)}:${fake.base64url(35)}»"`],
    ignores: (fake) => [
      { text: `TELEGRAM_CHAT=${fake.digits(10)}`, because: 'it is the number of a chat' },
      { text: `elapsed=${fake.digits(9)}:${fake.base64url(35)}`, because: 'nothing names the vendor' },
    ],
    published: 'https://core.telegram.org/bots/api#authorizing-your-bot',
    revoke: 'https://t.me/BotFather',
  },
];
