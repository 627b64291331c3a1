import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';
import { base64url, prefixToken } from './prefixToken.ts';

export const heroku: readonly Detector[] = [
  prefixToken({
    id: 'heroku-token',
    title: 'Heroku token',
    can: 'manage applications at Heroku',
    type: 'HEROKU_TOKEN',
    prefixes: ['HRKU-'],
    body: [base64url(58, 64)],
    published: 'https://devcenter.heroku.com/changelog-items/2902',
  }),
  {
    id: 'heroku-legacy-key',
    title: 'Heroku API key (UUID)',
    why: "It can deploy and read the settings of its owner's applications.",
    type: 'HEROKU_API_KEY',
    ...contextual({ vendor: ['heroku'], names: ['key', 'token', 'passw', 'secret', 'auth'], value: UUID }),
    finds: (fake) => [`HEROKU_API_KEY=«${uuid(fake)}»`, `machine api.heroku.com\n  login user\n  password «${uuid(fake)}»`],
    ignores: (fake) => [
      { text: `heroku_app_id = "${uuid(fake)}"`, because: 'it is the id of an application' },
      { text: 'HEROKU_API_KEY=$HEROKU_API_KEY', because: 'it is a reference' },
    ],
    published: 'https://devcenter.heroku.com/articles/authentication',
    revoke: 'https://dashboard.heroku.com/account',
  },
];
