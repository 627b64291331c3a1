import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const mailjet: readonly Detector[] = [
  {
    id: 'mailjet-key',
    title: 'Mailjet API key or secret',
    why: 'Whoever has it can send mail in the account’s name and read who got what.',
    type: 'MAILJET_KEY',
    ...contextual({ vendor: ['mailjet', 'mj_apikey', 'mj-apikey'], value: '[a-f0-9]{32}' }),
    finds: (fake) => [
      `MAILJET_API_SECRET=«${fake.hex(32)}»`,
      `{ "mailjetApiSecret": "«${fake.hex(32)}»" }`,
      `mailjet-api-secret: '«${fake.hex(32)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(32)}'`, because: 'nothing names the vendor' },
      { text: `MAILJET_API_SECRET=${fake.hex(10)}`, because: 'it is too short' },
    ],
    published: 'https://dev.mailjet.com/email/guides/',
  },
];
