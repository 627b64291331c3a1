import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const telnyx: readonly Detector[] = [
  {
    id: 'telnyx-api-key',
    title: 'Telnyx API key',
    why: 'Whoever has it can send messages and make calls at the account’s cost.',
    type: 'TELNYX_KEY',
    ...prefixed({ prefix: 'KEY0', tail: '[0-9A-F]{31}_[A-Za-z0-9]{22}' }),
    finds: (fake) => [
      `TELNYX_KEY=«KEY0${fake.hex(31).toUpperCase()}_${fake.alnum(22)}»`,
      `{ "token": "«KEY0${fake.hex(31).toUpperCase()}_${fake.alnum(22)}»" }`,
    ],
    ignores: (fake) => [
      { text: `KEY0${fake.hex(10).toUpperCase()}_${fake.alnum(22)}`, because: 'it is too short' },
      { text: `KEY0${'x'.repeat(31)}_${'x'.repeat(22)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}KEY0${fake.hex(31).toUpperCase()}_${fake.alnum(22)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://developers.telnyx.com/docs/development/authentication',
    revoke: 'https://portal.telnyx.com/#/api-keys',
  },
];
