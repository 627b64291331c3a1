import type { Detector } from '../detector.ts';
import { looksGenerated } from './plausible.ts';
import { prefixed } from './prefixToken.ts';

export const amazonLogin: readonly Detector[] = [
  {
    id: 'amazon-login-secret',
    title: 'Login with Amazon client secret',
    why: 'It acts as an application on Amazon.',
    type: 'LWA_SECRET',
    ...prefixed({ prefix: 'amzn1.oa2-cs.v1.', tail: '[a-f0-9]{64}' }),
    finds: (fake) => [`AMAZON_LOGIN_KEY=«amzn1.oa2-cs.v1.${fake.hex(64)}»`, `{ "token": "«amzn1.oa2-cs.v1.${fake.hex(64)}»" }`],
    ignores: (fake) => [
      { text: `amzn1.oa2-cs.v1.${fake.hex(21)}`, because: 'it is too short' },
      { text: `amzn1.oa2-cs.v1.${'x'.repeat(64)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}amzn1.oa2-cs.v1.${fake.hex(64)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://developer.amazon.com/docs/login-with-amazon/register-web.html',
  },
  {
    id: 'amazon-login-token',
    title: 'Login with Amazon access or refresh token',
    kind: 'secret',
    why: 'It acts for a customer or seller on Amazon.',
    type: 'LWA_TOKEN',
    literals: ['Atza|', 'Atzr|'],
    pattern: /(?<![A-Za-z0-9])(?<value>Atz[ar]\|[A-Za-z0-9_-]{60,1000})(?![A-Za-z0-9_-])/,
    after: 1010,
    confidence: 'high',
    accept: ({ value }) => (looksGenerated(value) ? 'high' : undefined),
    finds: (fake) => [`refresh_token=«Atzr|${fake.base64url(200)}»`, `"access_token": "«Atza|${fake.base64url(300)}»"`],
    ignores: () => [{ text: `Atza|...`, because: 'it is shortened' }],
    published: 'https://developer.amazon.com/docs/login-with-amazon/authorization-code-grant.html',
  },
];
