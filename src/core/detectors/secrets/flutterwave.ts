import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const flutterwave: readonly Detector[] = [
  {
    id: 'flutterwave-secret-key',
    title: 'Flutterwave secret key',
    why: 'Whoever has it can charge, refund and read payments in the merchant’s name.',
    type: 'FLUTTERWAVE_KEY',
    ...prefixed({ prefix: ['FLWSECK-', 'FLWSECK_TEST-'], tail: '[a-zA-Z0-9]{32}-X' }),
    finds: (fake) => [`FLUTTERWAVE_KEY=«FLWSECK-${fake.hex(32)}-X»`, `{ "token": "«FLWSECK_TEST-${fake.hex(32)}-X»" }`],
    ignores: (fake) => [
      { text: `FLWSECK-${fake.hex(10)}-X`, because: 'it is too short' },
      { text: `FLWSECK-${'x'.repeat(32)}-X`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}FLWSECK-${fake.hex(32)}-X`, because: 'it stands inside a longer word' },
    ],
    published: 'https://developer.flutterwave.com/v3.0.0/docs/authentication',
  },
  {
    id: 'flutterwave-encryption-key',
    title: 'Flutterwave encryption key',
    why: 'Whoever has it can charge, refund and read payments in the merchant’s name.',
    type: 'FLUTTERWAVE_KEY',
    ...prefixed({ prefix: 'FLWSECK_TEST', tail: '-?[a-zA-Z0-9]{12}' }),
    finds: (fake) => [`FLUTTERWAVE_KEY=«FLWSECK_TEST${fake.hex(12)}»`, `{ "token": "«FLWSECK_TEST${fake.hex(12)}»" }`],
    ignores: (fake) => [
      { text: `FLWSECK_TEST${fake.hex(4)}`, because: 'it is too short' },
      { text: `FLWSECK_TEST${'x'.repeat(12)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}FLWSECK_TEST${fake.hex(12)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://developer.flutterwave.com/v3.0.0/docs/authentication',
  },
  {
    id: 'flutterwave-public-key',
    title: 'Flutterwave public key',
    why: 'It is public: it names the merchant and can start payments to them only.',
    type: 'FLUTTERWAVE_KEY',
    ...prefixed({ prefix: ['FLWPUBK-', 'FLWPUBK_TEST-'], tail: '[a-zA-Z0-9]{32}-X', confidence: 'low' }),
    finds: (fake) => [`FLUTTERWAVE_KEY=«FLWPUBK-${fake.hex(32)}-X»`, `{ "token": "«FLWPUBK_TEST-${fake.hex(32)}-X»" }`],
    ignores: (fake) => [
      { text: `FLWPUBK-${fake.hex(10)}-X`, because: 'it is too short' },
      { text: `${fake.alnum(8)}FLWPUBK-${fake.hex(32)}-X`, because: 'it stands inside a longer word' },
    ],
    published: 'https://developer.flutterwave.com/v3.0.0/docs/authentication',
  },
];
