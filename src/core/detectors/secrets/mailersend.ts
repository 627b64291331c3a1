import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const mailersend: readonly Detector[] = [
  {
    id: 'mailersend-token',
    title: 'MailerSend API token',
    why: 'Whoever has it can send mail in the account’s name and read who got what.',
    type: 'MAILERSEND_TOKEN',
    ...prefixed({ prefix: 'mlsn.', tail: '[a-f0-9]{64}' }),
    finds: (fake) => [`MAILERSEND_KEY=«mlsn.${fake.hex(64)}»`, `{ "token": "«mlsn.${fake.hex(64)}»" }`],
    ignores: (fake) => [
      { text: `mlsn.${fake.hex(21)}`, because: 'it is too short' },
      { text: `mlsn.${'x'.repeat(64)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}mlsn.${fake.hex(64)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://developers.mailersend.com/general.html#authentication',
    revoke: 'https://app.mailersend.com/api-tokens',
  },
];
