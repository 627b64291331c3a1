import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { prefixed } from './prefixToken.ts';

export const packagist: readonly Detector[] = [
  {
    id: 'packagist-token',
    title: 'Private Packagist token',
    why: 'It reads, and often writes, a private package registry.',
    type: 'PACKAGIST_TOKEN',
    ...prefixed({ prefix: ['packagist_ort_', 'packagist_out_', 'packagist_uut_', 'packagist_urt_'], tail: '[a-f0-9]{68}' }),
    finds: (fake) => [`PACKAGIST_KEY=«packagist_ort_${fake.hex(68)}»`, `{ "token": "«packagist_uut_${fake.hex(68)}»" }`],
    ignores: (fake) => [
      { text: `packagist_ort_${fake.hex(22)}`, because: 'it is too short' },
      { text: `packagist_ort_${'x'.repeat(68)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}packagist_ort_${fake.hex(68)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://packagist.com/docs/composer-authentication',
    revoke: 'https://packagist.com/profile',
  },
  {
    id: 'packagist-key',
    title: 'Packagist or Private Packagist API key or secret',
    why: 'It reads, and often writes, a private package registry.',
    type: 'PACKAGIST_KEY',
    ...contextual({ vendor: ['packagist'], value: '(?:[a-f0-9]{64}|[a-f0-9]{20}|[A-Za-z0-9_-]{20})' }),
    finds: (fake) => [
      `PACKAGIST_API_TOKEN=«${fake.hex(64)}»`,
      `{ "packagistApiToken": "«${fake.hex(64)}»" }`,
      `packagist-api-token: '«${fake.hex(64)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(64)}'`, because: 'nothing names the vendor' },
      { text: `PACKAGIST_API_TOKEN=${fake.hex(21)}`, because: 'it is too short' },
    ],
    published: 'https://packagist.com/docs/api',
  },
];
