import type { Confidence } from '../../finding.ts';
import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { looksGenerated } from './plausible.ts';
import { prefixed } from './prefixToken.ts';

/** So long a random text has most letters and digits in it; code in base64 has rows of `A` instead. */
const fillsItsAlphabet = (_: unknown, body: string): Confidence | undefined => (new Set(body).size >= 32 ? 'high' : undefined);

export const meta: readonly Detector[] = [
  {
    id: 'facebook-access-token',
    title: 'Facebook access token',
    why: 'It reads and acts in the name of the account or application.',
    type: 'FACEBOOK_TOKEN',
    ...prefixed({ prefix: 'EAA', tail: '[A-Za-z0-9]{60,300}', after: 320, accept: fillsItsAlphabet }),
    finds: (fake) => [`META_KEY=«EAA${fake.alnum(160)}»`, `{ "token": "«EAA${fake.alnum(160)}»" }`],
    ignores: (fake) => [
      { text: `EAA${fake.alnum(53)}`, because: 'it is too short' },
      { text: `EAA${'x'.repeat(160)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}EAA${fake.alnum(160)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://developers.facebook.com/docs/facebook-login/guides/access-tokens',
    revoke: 'https://developers.facebook.com/tools/debug/accesstoken/',
  },
  {
    id: 'instagram-access-token',
    title: 'Instagram access token',
    why: 'It reads and acts in the name of the account or application.',
    type: 'INSTAGRAM_TOKEN',
    ...prefixed({ prefix: ['IGQV', 'IGQW', 'IGAA'], tail: '[A-Za-z0-9_-]{80,300}', after: 320 }),
    finds: (fake) => [`META_KEY=«IGQW${fake.base64url(140)}»`, `{ "token": "«IGAA${fake.base64url(140)}»" }`],
    ignores: (fake) => [
      { text: `IGQW${fake.base64url(46)}`, because: 'it is too short' },
      { text: `IGQW${'x'.repeat(140)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}IGQW${fake.base64url(140)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://developers.facebook.com/docs/instagram-platform',
  },
  {
    id: 'facebook-app-token',
    title: 'Facebook app access token',
    kind: 'secret',
    why: 'It reads and acts in the name of the account or application.',
    type: 'FACEBOOK_TOKEN',
    literals: ['facebook', 'fb_', 'access_token'],
    pattern:
      /(?:facebook|fb_|access_token)[^\n|]{0,40}?(?<!\d)(?<value>\d{13,17}(?:\||%7C)(?:[A-Za-z0-9_-]{27}|[a-f0-9]{32}))(?![A-Za-z0-9_-])/i,
    after: 120,
    confidence: 'high',
    accept: ({ value }) => (looksGenerated(value) ? 'high' : undefined),
    finds: (fake) => [
      `https://graph.facebook.com/v19.0/app?access_token=«${fake.digits(15)}|${fake.base64url(27)}»`,
      `access_token=«${fake.digits(16)}%7C${fake.hex(32)}»`,
      `facebook: '«${fake.digits(15)}|${fake.base64url(27)}»'`,
    ],
    ignores: (fake) => [
      { text: `access_token=${fake.digits(15)}`, because: 'the secret part is missing' },
      { text: `facebook ${fake.digits(15)}|${fake.lower(6)}`, because: 'it is too short' },
    ],
    published: 'https://developers.facebook.com/docs/facebook-login/guides/access-tokens#apptokens',
  },
  {
    id: 'facebook-app-secret',
    title: 'Facebook, Instagram or WhatsApp app secret',
    why: 'It reads and acts in the name of the account or application.',
    type: 'FACEBOOK_SECRET',
    ...contextual({ vendor: ['facebook', 'instagram', 'whatsapp', 'fb_app', 'fb-app', 'fbapp'], value: '[a-f0-9]{32}' }),
    finds: (fake) => [
      `FACEBOOK_APP_SECRET=«${fake.hex(32)}»`,
      `{ "facebookAppSecret": "«${fake.hex(32)}»" }`,
      `facebook-app-secret: '«${fake.hex(32)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(32)}'`, because: 'nothing names the vendor' },
      { text: `FACEBOOK_APP_SECRET=${fake.hex(10)}`, because: 'it is too short' },
    ],
    published: 'https://developers.facebook.com/docs/facebook-login/security/',
    revoke: 'https://developers.facebook.com/apps/',
  },
];
