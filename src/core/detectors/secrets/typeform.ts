import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const typeform: readonly Detector[] = [
  {
    id: 'typeform-token',
    title: 'Typeform personal access token',
    why: 'It reads forms and what people answered.',
    type: 'TYPEFORM_TOKEN',
    ...prefixed({ prefix: 'tfp_', tail: '[A-Za-z0-9_-]{40,64}' }),
    finds: (fake) => [`TYPEFORM_KEY=«tfp_${fake.base64url(58)}»`, `{ "token": "«tfp_${fake.base64url(58)}»" }`],
    ignores: (fake) => [
      { text: `tfp_${fake.base64url(19)}`, because: 'it is too short' },
      { text: `tfp_${'x'.repeat(58)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}tfp_${fake.base64url(58)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://www.typeform.com/developers/get-started/personal-access-token/',
    revoke: 'https://admin.typeform.com/user/tokens',
  },
];
