import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { lowerAlnum, prefixToken } from './prefixToken.ts';

export const gitea: readonly Detector[] = [
  {
    id: 'gitea-token',
    title: 'Gitea or Forgejo access token',
    why: 'It can read and write repositories as its owner.',
    type: 'GITEA_TOKEN',
    ...contextual({ vendor: ['gitea', 'forgejo', 'codeberg', 'gogs'], names: ['token', 'key', 'secret', 'passw'], value: '[a-f0-9]{40}' }),
    finds: (fake) => [`GITEA_TOKEN=«${fake.hex(40)}»`, `codeberg_api_token: "«${fake.hex(40)}»"`],
    ignores: (fake) => [
      { text: `gitea_commit = ${fake.hex(40)}`, because: 'it is a commit' },
      { text: `GITEA_TOKEN=${fake.hex(39)}`, because: 'it is one character short' },
    ],
    published: 'https://docs.gitea.com/development/api-usage',
  },
  prefixToken({
    id: 'gitea-oauth-secret',
    title: 'Gitea OAuth client secret',
    can: 'act as the OAuth application on the Gitea or Forgejo server',
    type: 'GITEA_SECRET',
    prefixes: ['gto_'],
    body: [lowerAlnum(52)],
    published: 'https://docs.gitea.com/development/oauth2-provider',
  }),
];
