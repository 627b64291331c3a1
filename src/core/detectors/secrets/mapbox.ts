import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const mapbox: readonly Detector[] = [
  {
    id: 'mapbox-secret-token',
    title: 'Mapbox secret token',
    why: 'It uses and changes the account’s maps and tokens.',
    type: 'MAPBOX_TOKEN',
    ...prefixed({ prefix: ['sk.eyJ', 'tk.eyJ'], tail: '[A-Za-z0-9_-]{27,160}\\.[A-Za-z0-9_-]{20,30}' }),
    finds: (fake) => [
      `MAPBOX_KEY=«sk.eyJ1Ijoi${fake.base64url(58)}.${fake.base64url(22)}»`,
      `{ "token": "«tk.eyJ1Ijoi${fake.base64url(58)}.${fake.base64url(22)}»" }`,
    ],
    ignores: (fake) => [
      { text: `sk.eyJ1Ijoi${fake.base64url(19)}.${fake.base64url(22)}`, because: 'it is too short' },
      { text: `sk.eyJ1Ijoi${'x'.repeat(58)}.${'x'.repeat(22)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}sk.eyJ1Ijoi${fake.base64url(58)}.${fake.base64url(22)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://docs.mapbox.com/help/getting-started/access-tokens/',
    revoke: 'https://account.mapbox.com/access-tokens/',
  },
  {
    id: 'mapbox-public-token',
    title: 'Mapbox public token',
    why: 'It is meant to be public, and still counts requests on the account.',
    type: 'MAPBOX_TOKEN',
    ...prefixed({ prefix: 'pk.eyJ1Ijoi', tail: '[A-Za-z0-9_-]{20,140}\\.[A-Za-z0-9_-]{22}', confidence: 'medium' }),
    finds: (fake) => [
      `MAPBOX_KEY=«pk.eyJ1Ijoi${fake.base64url(58)}.${fake.base64url(22)}»`,
      `{ "token": "«pk.eyJ1Ijoi${fake.base64url(58)}.${fake.base64url(22)}»" }`,
    ],
    ignores: (fake) => [
      { text: `pk.eyJ1Ijoi${fake.base64url(19)}.${fake.base64url(22)}`, because: 'it is too short' },
      { text: `pk.eyJ1Ijoi${'x'.repeat(58)}.${'x'.repeat(22)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}pk.eyJ1Ijoi${fake.base64url(58)}.${fake.base64url(22)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://docs.mapbox.com/help/getting-started/access-tokens/',
    revoke: 'https://account.mapbox.com/access-tokens/',
  },
];
