import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const twitter: readonly Detector[] = [
  {
    id: 'twitter-bearer-token',
    title: 'X (Twitter) bearer token',
    kind: 'secret',
    why: 'It reads and acts in the name of the account or application.',
    type: 'TWITTER_TOKEN',
    literals: ['%3D'],
    pattern: /(?<![A-Za-z0-9])(?<value>A{20,22}[A-Za-z0-9%]{10,60}%3D[A-Za-z0-9]{40,60})(?![A-Za-z0-9%])/,
    before: 90,
    after: 70,
    confidence: 'high',
    finds: (fake) => [
      `Authorization: Bearer «AAAAAAAAAAAAAAAAAAAAA${fake.alnum(9)}%2B${fake.alnum(20)}%3D${fake.alnum(50)}»`,
      `TWITTER_BEARER="«AAAAAAAAAAAAAAAAAAAAA${fake.alnum(32)}%3D${fake.alnum(50)}»"`,
    ],
    ignores: (fake) => [
      { text: `q=AAAAAAAAAAAAAAAAAAAAA%3D`, because: 'there is no token' },
      { text: `?a=b%3D${fake.alnum(50)}`, because: 'it is a parameter' },
    ],
    published: 'https://docs.x.com/fundamentals/authentication/oauth-2-0/bearer-tokens',
    revoke: 'https://developer.x.com/en/portal/dashboard',
  },
  {
    id: 'twitter-secret',
    title: 'X (Twitter) key, token or secret',
    why: 'It reads and acts in the name of the account or application.',
    type: 'TWITTER_SECRET',
    ...contextual({
      vendor: ['twitter', 'tweepy'],
      value: '(?:[A-Za-z0-9]{50}|[A-Za-z0-9]{45}|[A-Za-z0-9]{25}|[0-9]{7,20}-[A-Za-z0-9]{40}|A{20,22}[A-Za-z0-9%+/=]{60,110})',
    }),
    finds: (fake) => [
      `TWITTER_API_SECRET=«${fake.alnum(50)}»`,
      `{ "twitterApiSecret": "«${fake.alnum(50)}»" }`,
      `twitter-api-secret: '«${fake.alnum(50)}»'`,
      `twitter_access_token = "«${fake.digits(9)}-${fake.alnum(40)}»"`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.alnum(50)}'`, because: 'nothing names the vendor' },
      { text: `TWITTER_API_SECRET=${fake.alnum(16)}`, because: 'it is too short' },
    ],
    published: 'https://docs.x.com/fundamentals/authentication/oauth-1-0-a/api-key-and-secret',
    revoke: 'https://developer.x.com/en/portal/dashboard',
  },
];
