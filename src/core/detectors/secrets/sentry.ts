import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { prefixed } from './prefixToken.ts';

export const sentry: readonly Detector[] = [
  {
    id: 'sentry-org-token',
    title: 'Sentry organization token',
    why: 'It reads or writes the account’s metrics, logs and alerts.',
    type: 'SENTRY_TOKEN',
    ...prefixed({ prefix: 'sntrys_', tail: 'eyJ[A-Za-z0-9+/]{60,400}={0,2}(?:_[A-Za-z0-9+/]{43})?', after: 500 }),
    finds: (fake) => [
      `SENTRY_KEY=«sntrys_eyJ${fake.base64(120)}=_${fake.base64(43)}»`,
      `{ "token": "«sntrys_eyJ${fake.base64(120)}=_${fake.base64(43)}»" }`,
    ],
    ignores: (fake) => [
      { text: `sntrys_eyJ${fake.base64(40)}=_${fake.base64(43)}`, because: 'it is too short' },
      { text: `sntrys_eyJ${'x'.repeat(120)}=_${'x'.repeat(43)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}sntrys_eyJ${fake.base64(120)}=_${fake.base64(43)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://docs.sentry.io/account/auth-tokens/',
    revoke: 'https://sentry.io/settings/auth-tokens/',
  },
  {
    id: 'sentry-user-token',
    title: 'Sentry user or integration token',
    why: 'It reads or writes the account’s metrics, logs and alerts.',
    type: 'SENTRY_TOKEN',
    ...prefixed({ prefix: ['sntryu_', 'sntrya_', 'sntryi_'], tail: '[a-f0-9]{64}' }),
    finds: (fake) => [`SENTRY_KEY=«sntryu_${fake.hex(64)}»`, `{ "token": "«sntrya_${fake.hex(64)}»" }`],
    ignores: (fake) => [
      { text: `sntryu_${fake.hex(21)}`, because: 'it is too short' },
      { text: `sntryu_${'x'.repeat(64)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}sntryu_${fake.hex(64)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://docs.sentry.io/account/auth-tokens/',
    revoke: 'https://sentry.io/settings/account/api/auth-tokens/',
  },
  {
    id: 'sentry-token',
    title: 'Sentry auth token',
    why: 'It reads or writes the account’s metrics, logs and alerts.',
    type: 'SENTRY_TOKEN',
    ...contextual({ vendor: ['sentry'], value: '[a-f0-9]{64}' }),
    finds: (fake) => [
      `SENTRY_AUTH_TOKEN=«${fake.hex(64)}»`,
      `{ "sentryAuthToken": "«${fake.hex(64)}»" }`,
      `sentry-auth-token: '«${fake.hex(64)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(64)}'`, because: 'nothing names the vendor' },
      { text: `SENTRY_AUTH_TOKEN=${fake.hex(21)}`, because: 'it is too short' },
    ],
    published: 'https://docs.sentry.io/account/auth-tokens/',
    revoke: 'https://sentry.io/settings/account/api/auth-tokens/',
  },
  {
    id: 'sentry-dsn',
    title: 'Sentry DSN',
    kind: 'secret',
    why: 'It can only send events; Sentry calls it safe to be public.',
    type: 'SENTRY_DSN',
    literals: ['.sentry.io/', '@sentry.io/'],
    pattern: /https:\/\/(?<value>[a-f0-9]{32})@(?:o\d{1,20}\.)?(?:ingest\.)?(?:(?:us|de)\.)?sentry\.io\/\d{1,20}(?!\d)/,
    before: 90,
    after: 40,
    confidence: 'low',
    finds: (fake) => [
      `SENTRY_DSN=https://«${fake.hex(32)}»@o${fake.digits(6)}.ingest.sentry.io/${fake.digits(7)}`,
      `dsn: "https://«${fake.hex(32)}»@o${fake.digits(6)}.ingest.us.sentry.io/${fake.digits(16)}"`,
    ],
    ignores: () => [
      { text: `https://docs.sentry.io/platforms`, because: 'it is a page' },
      { text: `https://publicKey@o0.ingest.sentry.io/0`, because: 'it is a placeholder' },
    ],
    published: 'https://docs.sentry.io/concepts/key-terms/dsn-explainer/',
  },
  {
    id: 'sentry-dsn-secret',
    title: 'Sentry DSN with its secret',
    kind: 'secret',
    why: 'It sends events in the project’s name.',
    type: 'SENTRY_DSN',
    literals: ['.sentry.io/', '@sentry.io/'],
    pattern: /https:\/\/[a-f0-9]{32}:(?<value>[a-f0-9]{32})@[a-z0-9.]{0,40}sentry\.io\/\d{1,20}(?!\d)/,
    before: 120,
    after: 40,
    confidence: 'high',
    finds: (fake) => [`dsn = https://${fake.hex(32)}:«${fake.hex(32)}»@sentry.io/${fake.digits(6)}`],
    ignores: (fake) => [
      { text: `https://${fake.hex(32)}@o${fake.digits(6)}.ingest.sentry.io/${fake.digits(7)}`, because: 'it has no secret part' },
    ],
    published: 'https://docs.sentry.io/concepts/key-terms/dsn-explainer/',
  },
];
