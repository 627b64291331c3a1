import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const reddit: readonly Detector[] = [
  {
    id: 'reddit-secret',
    title: 'Reddit client secret',
    why: 'It reads and acts in the name of the account or application.',
    type: 'REDDIT_SECRET',
    ...contextual({ vendor: ['reddit', 'praw_'], names: ['secret', 'token', 'key'], value: '[A-Za-z0-9_-]{27,30}' }),
    finds: (fake) => [
      `REDDIT_CLIENT_SECRET=«${fake.base64url(27)}»`,
      `{ "redditClientSecret": "«${fake.base64url(27)}»" }`,
      `reddit-client-secret: '«${fake.base64url(27)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.base64url(27)}'`, because: 'nothing names the vendor' },
      { text: `REDDIT_CLIENT_SECRET=${fake.base64url(9)}`, because: 'it is too short' },
    ],
    published: 'https://github.com/reddit-archive/reddit/wiki/oauth2',
    revoke: 'https://www.reddit.com/prefs/apps',
  },
];
