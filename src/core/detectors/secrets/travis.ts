import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const travis: readonly Detector[] = [
  {
    id: 'travis-token',
    title: 'Travis CI API token',
    why: 'It can start builds and change settings in Travis CI.',
    type: 'TRAVIS_TOKEN',
    ...contextual({
      vendor: ['travis_token', 'travis_api', 'travis_access', 'travis_ci'],
      names: ['token', 'key', ''],
      value: '[A-Za-z0-9_-]{22}',
    }),
    finds: (fake) => [`TRAVIS_TOKEN=«${fake.base64url(22)}»`, `travis_api_token: «${fake.base64url(22)}»`],
    ignores: (fake) => [
      { text: `TRAVIS_TOKEN=${fake.base64url(20)}`, because: 'it is too short' },
      { text: 'travis-ci: node-versions-and-os-matrix', because: 'it is a word without a digit' },
    ],
    published: 'https://docs.travis-ci.com/user/triggering-builds/',
  },
];
