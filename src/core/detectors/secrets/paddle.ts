import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const paddle: readonly Detector[] = [
  {
    id: 'paddle-api-key',
    title: 'Paddle API key',
    why: 'Whoever has it can charge, refund and read payments in the merchant’s name.',
    type: 'PADDLE_KEY',
    ...prefixed({ prefix: ['pdl_live_apikey_', 'pdl_sdbx_apikey_'], tail: '[a-z0-9]{26}_[A-Za-z0-9]{22}_[A-Za-z0-9]{3}' }),
    finds: (fake) => [
      `PADDLE_KEY=«pdl_live_apikey_${fake.lowerAlnum(26)}_${fake.alnum(22)}_${fake.alnum(3)}»`,
      `{ "token": "«pdl_sdbx_apikey_${fake.lowerAlnum(26)}_${fake.alnum(22)}_${fake.alnum(3)}»" }`,
    ],
    ignores: (fake) => [
      { text: `pdl_live_apikey_${fake.lowerAlnum(8)}_${fake.alnum(22)}_${fake.alnum(3)}`, because: 'it is too short' },
      { text: `pdl_live_apikey_${'x'.repeat(26)}_${'x'.repeat(22)}_${'x'.repeat(3)}`, because: 'it is a placeholder' },
      {
        text: `${fake.alnum(8)}pdl_live_apikey_${fake.lowerAlnum(26)}_${fake.alnum(22)}_${fake.alnum(3)}`,
        because: 'it stands inside a longer word',
      },
    ],
    published: 'https://developer.paddle.com/api-reference/about/authentication',
    revoke: 'https://vendors.paddle.com/authentication-v2',
  },
  {
    id: 'paddle-webhook-secret',
    title: 'Paddle webhook secret',
    why: 'Whoever has it can forge payment notifications.',
    type: 'PADDLE_SECRET',
    ...prefixed({ prefix: 'pdl_ntfset_', tail: '[a-z0-9]{26}_[A-Za-z0-9+/]{32}' }),
    finds: (fake) => [
      `PADDLE_KEY=«pdl_ntfset_${fake.lowerAlnum(26)}_${fake.base64(32)}»`,
      `{ "token": "«pdl_ntfset_${fake.lowerAlnum(26)}_${fake.base64(32)}»" }`,
    ],
    ignores: (fake) => [
      { text: `pdl_ntfset_${fake.lowerAlnum(26)}_${fake.base64(10)}`, because: 'it is too short' },
      { text: `pdl_ntfset_${'x'.repeat(26)}_${'x'.repeat(32)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}pdl_ntfset_${fake.lowerAlnum(26)}_${fake.base64(32)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://developer.paddle.com/webhooks/signature-verification',
  },
];
