import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const klaviyo: readonly Detector[] = [
  {
    id: 'klaviyo-api-key',
    title: 'Klaviyo private API key',
    why: 'Whoever has it can send mail in the account’s name and read who got what.',
    type: 'KLAVIYO_KEY',
    ...prefixed({ prefix: 'pk_', tail: '[a-f0-9]{34}' }),
    finds: (fake) => [`KLAVIYO_KEY=«pk_${fake.hex(34)}»`, `{ "token": "«pk_${fake.hex(34)}»" }`],
    ignores: (fake) => [
      { text: `pk_${fake.hex(11)}`, because: 'it is too short' },
      { text: `pk_${'x'.repeat(34)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}pk_${fake.hex(34)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://developers.klaviyo.com/en/docs/authenticate_',
    revoke: 'https://www.klaviyo.com/settings/account/api-keys',
  },
];
