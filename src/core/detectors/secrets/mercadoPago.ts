import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const mercadoPago: readonly Detector[] = [
  {
    id: 'mercadopago-access-token',
    title: 'Mercado Pago access token',
    why: 'Whoever has it can charge, refund and read payments in the merchant’s name.',
    type: 'MERCADOPAGO_TOKEN',
    ...prefixed({ prefix: 'APP_USR-', tail: '\\d{10,18}-\\d{6}-[a-f0-9]{32}-\\d{6,12}' }),
    finds: (fake) => [
      `MERCADO_PAGO_KEY=«APP_USR-${fake.digits(16)}-${fake.digits(6)}-${fake.hex(32)}-${fake.digits(9)}»`,
      `{ "token": "«APP_USR-${fake.digits(16)}-${fake.digits(6)}-${fake.hex(32)}-${fake.digits(9)}»" }`,
    ],
    ignores: (fake) => [
      { text: `APP_USR-${fake.digits(16)}-${fake.digits(6)}-${fake.hex(10)}-${fake.digits(9)}`, because: 'it is too short' },
      { text: `APP_USR-${'x'.repeat(16)}-${'x'.repeat(6)}-${'x'.repeat(32)}-${'x'.repeat(9)}`, because: 'it is a placeholder' },
      {
        text: `${fake.alnum(8)}APP_USR-${fake.digits(16)}-${fake.digits(6)}-${fake.hex(32)}-${fake.digits(9)}`,
        because: 'it stands inside a longer word',
      },
    ],
    published: 'https://www.mercadopago.com/developers/en/docs/your-integrations/credentials',
    revoke: 'https://www.mercadopago.com/developers/panel/app',
  },
];
