import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { looksGenerated } from './plausible.ts';

export const dropbox: readonly Detector[] = [
  {
    id: 'dropbox-access-token',
    title: 'Dropbox access token',
    kind: 'secret',
    why: 'It reads and changes somebody’s files.',
    type: 'DROPBOX_TOKEN',
    literals: ['sl.'],
    pattern: /(?<![A-Za-z0-9_.])(?<value>sl\.(?:u\.)?[A-Za-z0-9_=-]{120,2000})(?![A-Za-z0-9_-])/,
    after: 2010,
    confidence: 'high',
    accept: ({ value }) => (looksGenerated(value) ? 'high' : undefined),
    finds: (fake) => [`DROPBOX_TOKEN=«sl.u.${fake.base64url(140)}»`, `Authorization: Bearer «sl.B${fake.base64url(140)}»`],
    ignores: (fake) => [
      { text: `sl.B${fake.base64url(30)}`, because: 'it is too short' },
      { text: `ssl.Attribute`, because: 'it is a name' },
    ],
    published: 'https://www.dropbox.com/developers/documentation/http/documentation#authorization',
    revoke: 'https://www.dropbox.com/account/connected_apps',
  },
  {
    id: 'dropbox-secret',
    title: 'Dropbox app secret or token',
    why: 'It reads and changes somebody’s files.',
    type: 'DROPBOX_SECRET',
    ...contextual({ vendor: ['dropbox'], value: '(?:[a-z0-9]{15}|[A-Za-z0-9]{11}AAAAAAAAAA[A-Za-z0-9_=-]{43}|[A-Za-z0-9_-]{64})' }),
    finds: (fake) => [
      `DROPBOX_APP_SECRET=«${fake.lowerAlnum(15)}»`,
      `{ "dropboxAppSecret": "«${fake.lowerAlnum(15)}»" }`,
      `dropbox-app-secret: '«${fake.lowerAlnum(15)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.lowerAlnum(15)}'`, because: 'nothing names the vendor' },
      { text: `DROPBOX_APP_SECRET=${fake.lowerAlnum(5)}`, because: 'it is too short' },
    ],
    published: 'https://www.dropbox.com/developers/reference/oauth-guide',
    revoke: 'https://www.dropbox.com/developers/apps',
  },
];
