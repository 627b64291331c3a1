import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const resend: readonly Detector[] = [
  {
    id: 'resend-api-key',
    title: 'Resend API key',
    why: 'Whoever has it can send mail in the account’s name and read who got what.',
    type: 'RESEND_KEY',
    ...prefixed({ prefix: 're_', tail: '[A-Za-z0-9]{8}_[A-Za-z0-9]{20,30}' }),
    finds: (fake) => [`RESEND_KEY=«re_${fake.alnum(8)}_${fake.alnum(24)}»`, `{ "token": "«re_${fake.alnum(8)}_${fake.alnum(24)}»" }`],
    ignores: (fake) => [
      { text: `re_${fake.alnum(8)}_${fake.alnum(8)}`, because: 'it is too short' },
      { text: `re_${'x'.repeat(8)}_${'x'.repeat(24)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}re_${fake.alnum(8)}_${fake.alnum(24)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://resend.com/docs/dashboard/api-keys/introduction',
    revoke: 'https://resend.com/api-keys',
  },
];
