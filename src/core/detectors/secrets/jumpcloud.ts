import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { prefixed } from './prefixToken.ts';

export const jumpcloud: readonly Detector[] = [
  {
    id: 'jumpcloud-key',
    title: 'JumpCloud API key',
    why: 'It manages users, applications and logins.',
    type: 'JUMPCLOUD_KEY',
    ...prefixed({ prefix: 'jca_', tail: '[A-Za-z0-9]{36}' }),
    finds: (fake) => [`JUMPCLOUD_KEY=«jca_${fake.alnum(36)}»`, `{ "token": "«jca_${fake.alnum(36)}»" }`],
    ignores: (fake) => [
      { text: `jca_${fake.alnum(12)}`, because: 'it is too short' },
      { text: `jca_${'x'.repeat(36)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}jca_${fake.alnum(36)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://jumpcloud.com/support/jumpcloud-apis1',
  },
  {
    id: 'jumpcloud-legacy-key',
    title: 'JumpCloud API key',
    why: 'It manages users, applications and logins.',
    type: 'JUMPCLOUD_KEY',
    ...contextual({ vendor: ['jumpcloud'], value: '[a-f0-9]{40}' }),
    finds: (fake) => [
      `JUMPCLOUD_API_KEY=«${fake.hex(40)}»`,
      `{ "jumpcloudApiKey": "«${fake.hex(40)}»" }`,
      `jumpcloud-api-key: '«${fake.hex(40)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(40)}'`, because: 'nothing names the vendor' },
      { text: `JUMPCLOUD_API_KEY=${fake.hex(13)}`, because: 'it is too short' },
    ],
    published: 'https://jumpcloud.com/support/jumpcloud-apis1',
  },
];
