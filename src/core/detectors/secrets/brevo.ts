import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const brevo: readonly Detector[] = [
  {
    id: 'brevo-api-key',
    title: 'Brevo (Sendinblue) API or SMTP key',
    why: 'Whoever has it can send mail in the account’s name and read who got what.',
    type: 'BREVO_KEY',
    ...prefixed({ prefix: ['xkeysib-', 'xsmtpsib-'], tail: '[a-f0-9]{64}-[A-Za-z0-9]{16}' }),
    finds: (fake) => [
      `BREVO_KEY=«xkeysib-${fake.hex(64)}-${fake.alnum(16)}»`,
      `{ "token": "«xsmtpsib-${fake.hex(64)}-${fake.alnum(16)}»" }`,
    ],
    ignores: (fake) => [
      { text: `xkeysib-${fake.hex(21)}-${fake.alnum(16)}`, because: 'it is too short' },
      { text: `xkeysib-${'x'.repeat(64)}-${'x'.repeat(16)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}xkeysib-${fake.hex(64)}-${fake.alnum(16)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://developers.brevo.com/docs/getting-started',
    revoke: 'https://app.brevo.com/settings/keys/api',
  },
];
