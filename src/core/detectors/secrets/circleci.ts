import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { alnum, lowerAlnum, prefixToken } from './prefixToken.ts';

export const circleci: readonly Detector[] = [
  prefixToken({
    id: 'circleci-token',
    title: 'CircleCI token',
    can: 'run builds and read their settings',
    type: 'CIRCLECI_TOKEN',
    prefixes: ['CCIPAT_', 'CCIPRJ_'],
    body: [alnum(20, 24), '_', lowerAlnum(40)],
    // A UUID in base58 and 40 hexadecimal digits.
    accept: (_, body) => (/_[0-9a-f]{40}$/.test(body) ? 'high' : 'medium'),
    published: 'https://circleci.com/changelog/new-format-for-api-access-tokens/',
  }),
  {
    id: 'circleci-legacy-token',
    title: 'CircleCI API token (40 characters)',
    why: 'It can start pipelines and read settings in CircleCI.',
    type: 'CIRCLECI_TOKEN',
    ...contextual({ vendor: ['circleci', 'circle_ci', 'circle_token', 'circle_api'], names: ['token', 'key', ''], value: '[a-f0-9]{40}' }),
    finds: (fake) => [`CIRCLE_TOKEN=«${fake.hex(40)}»`, `Circle-Token: «${fake.hex(40)}»`],
    ignores: (fake) => [
      { text: `CIRCLE_SHA1=${fake.hex(40)}`, because: 'it is a commit' },
      { text: `CIRCLE_TOKEN=${fake.hex(39)}`, because: 'it is one character short' },
    ],
    published: 'https://circleci.com/docs/managing-api-tokens/',
    revoke: 'https://app.circleci.com/settings/user/tokens',
  },
];
