import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const courier: readonly Detector[] = [
  {
    id: 'courier-auth-token',
    title: 'Courier auth token',
    why: 'Whoever has it can send mail in the account’s name and read who got what.',
    type: 'COURIER_TOKEN',
    ...prefixed({ prefix: ['pk_prod_', 'pk_test_'], tail: '[A-Z0-9]{28}' }),
    finds: (fake) => [`COURIER_KEY=«pk_prod_${fake.upperAlnum(28)}»`, `{ "token": "«pk_test_${fake.upperAlnum(28)}»" }`],
    ignores: (fake) => [
      { text: `pk_prod_${fake.upperAlnum(9)}`, because: 'it is too short' },
      { text: `pk_prod_${'x'.repeat(28)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}pk_prod_${fake.upperAlnum(28)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://www.courier.com/docs/reference/authorization',
  },
];
