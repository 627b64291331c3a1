import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { prefixed } from './prefixToken.ts';

export const mailgun: readonly Detector[] = [
  {
    id: 'mailgun-private-key',
    title: 'Mailgun API key',
    why: 'Whoever has it can send mail in the account’s name and read who got what.',
    type: 'MAILGUN_KEY',
    ...prefixed({ prefix: 'key-', tail: '[a-f0-9]{32}' }),
    finds: (fake) => [`MAILGUN_KEY=«key-${fake.hex(32)}»`, `{ "token": "«key-${fake.hex(32)}»" }`],
    ignores: (fake) => [
      { text: `key-${fake.hex(10)}`, because: 'it is too short' },
      { text: `key-${'x'.repeat(32)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}key-${fake.hex(32)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://documentation.mailgun.com/docs/mailgun/user-manual/get-started',
    revoke: 'https://app.mailgun.com/settings/api_security',
  },
  {
    id: 'mailgun-key',
    title: 'Mailgun API or signing key',
    why: 'Whoever has it can send mail in the account’s name and read who got what.',
    type: 'MAILGUN_KEY',
    ...contextual({
      vendor: ['mailgun'],
      names: ['key', 'token', 'secret', 'api', 'sign'],
      value: '(?:[a-f0-9]{32}-[a-f0-9]{8}-[a-f0-9]{8}|[a-f0-9]{32}|(?:pub)?key-[a-f0-9]{32})',
    }),
    finds: (fake) => [
      `MAILGUN_API_KEY=«${fake.hex(32)}-${fake.hex(8)}-${fake.hex(8)}»`,
      `{ "mailgunApiKey": "«${fake.hex(32)}-${fake.hex(8)}-${fake.hex(8)}»" }`,
      `mailgun-api-key: '«${fake.hex(32)}-${fake.hex(8)}-${fake.hex(8)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(32)}-${fake.hex(8)}-${fake.hex(8)}'`, because: 'nothing names the vendor' },
      { text: `MAILGUN_API_KEY=${fake.hex(10)}-${fake.hex(8)}-${fake.hex(8)}`, because: 'it is too short' },
    ],
    published: 'https://documentation.mailgun.com/docs/mailgun/user-manual/get-started',
    revoke: 'https://app.mailgun.com/settings/api_security',
  },
];
