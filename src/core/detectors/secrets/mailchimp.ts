import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { looksGenerated } from './plausible.ts';
import { prefixed } from './prefixToken.ts';

export const mailchimp: readonly Detector[] = [
  {
    id: 'mailchimp-api-key',
    title: 'Mailchimp API key',
    kind: 'secret',
    why: 'Whoever has it can send mail in the account’s name and read who got what.',
    type: 'MAILCHIMP_KEY',
    literals: ['-us1', '-us2', '-us3', '-us4', '-us5', '-us6', '-us7', '-us8', '-us9'],
    pattern: /(?<![A-Za-z0-9])(?<value>[a-f0-9]{32}-us[1-9]\d?)(?![A-Za-z0-9_-])/,
    before: 32,
    after: 6,
    confidence: 'high',
    accept: ({ value }) => (looksGenerated(value) ? 'high' : undefined),
    finds: (fake) => [`MAILCHIMP_API_KEY=«${fake.hex(32)}-us12»`, `"apikey": "«${fake.hex(32)}-us6»"`],
    ignores: (fake) => [
      { text: `${fake.hex(20)}-us12`, because: 'it is too short' },
      { text: `region = ${fake.lower(8)}-us1`, because: 'it is a region' },
    ],
    published: 'https://mailchimp.com/developer/marketing/guides/quick-start/',
    revoke: 'https://admin.mailchimp.com/account/api/',
  },
  {
    id: 'mandrill-api-key',
    title: 'Mailchimp Transactional (Mandrill) API key',
    why: 'Whoever has it can send mail in the account’s name and read who got what.',
    type: 'MANDRILL_KEY',
    ...prefixed({ prefix: 'md-', tail: '[A-Za-z0-9_-]{22}', confidence: 'medium' }),
    finds: (fake) => [`MAILCHIMP_KEY=«md-${fake.base64url(22)}»`, `{ "token": "«md-${fake.base64url(22)}»" }`],
    ignores: (fake) => [
      { text: `md-${fake.base64url(7)}`, because: 'it is too short' },
      { text: `md-${'x'.repeat(22)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}md-${fake.base64url(22)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://mailchimp.com/developer/transactional/guides/quick-start/',
    revoke: 'https://mandrillapp.com/settings',
  },
  {
    id: 'mandrill-legacy-key',
    title: 'Mandrill API key',
    why: 'Whoever has it can send mail in the account’s name and read who got what.',
    type: 'MANDRILL_KEY',
    ...contextual({ vendor: ['mandrill'], value: '[A-Za-z0-9_-]{22}' }),
    finds: (fake) => [
      `MANDRILL_API_KEY=«${fake.base64url(22)}»`,
      `{ "mandrillApiKey": "«${fake.base64url(22)}»" }`,
      `mandrill-api-key: '«${fake.base64url(22)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.base64url(22)}'`, because: 'nothing names the vendor' },
      { text: `MANDRILL_API_KEY=${fake.base64url(7)}`, because: 'it is too short' },
    ],
    published: 'https://mailchimp.com/developer/transactional/guides/quick-start/',
  },
];
