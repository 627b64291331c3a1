import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const configcat: readonly Detector[] = [
  {
    id: 'configcat-sdk-key',
    title: 'ConfigCat SDK key',
    why: 'It reads feature flags.',
    type: 'CONFIGCAT_KEY',
    ...prefixed({ prefix: 'configcat-sdk-1/', tail: '[A-Za-z0-9_-]{22}/[A-Za-z0-9_-]{22}', confidence: 'medium' }),
    finds: (fake) => [
      `CONFIGCAT_KEY=«configcat-sdk-1/${fake.base64url(22)}/${fake.base64url(22)}»`,
      `{ "token": "«configcat-sdk-1/${fake.base64url(22)}/${fake.base64url(22)}»" }`,
    ],
    ignores: (fake) => [
      { text: `configcat-sdk-1/${fake.base64url(7)}/${fake.base64url(22)}`, because: 'it is too short' },
      { text: `configcat-sdk-1/${'x'.repeat(22)}/${'x'.repeat(22)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}configcat-sdk-1/${fake.base64url(22)}/${fake.base64url(22)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://configcat.com/docs/advanced/config-json/',
  },
];
