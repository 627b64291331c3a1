import type { Detector } from '../detector.ts';
import { looksGenerated } from './plausible.ts';
import { prefixed } from './prefixToken.ts';

export const docker: readonly Detector[] = [
  {
    id: 'docker-access-token',
    title: 'Docker personal access token',
    why: 'It pulls and pushes images in its owner’s name.',
    type: 'DOCKER_TOKEN',
    ...prefixed({ prefix: 'dckr_pat_', tail: '[A-Za-z0-9_-]{27}' }),
    finds: (fake) => [`DOCKER_KEY=«dckr_pat_${fake.base64url(27)}»`, `{ "token": "«dckr_pat_${fake.base64url(27)}»" }`],
    ignores: (fake) => [
      { text: `dckr_pat_${fake.base64url(9)}`, because: 'it is too short' },
      { text: `dckr_pat_${'x'.repeat(27)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}dckr_pat_${fake.base64url(27)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://docs.docker.com/security/access-tokens/',
    revoke: 'https://app.docker.com/settings/personal-access-tokens',
  },
  {
    id: 'docker-organization-token',
    title: 'Docker organization access token',
    why: 'It pulls and pushes an organization’s images.',
    type: 'DOCKER_TOKEN',
    ...prefixed({ prefix: 'dckr_oat_', tail: '[A-Za-z0-9_-]{27,32}' }),
    finds: (fake) => [`DOCKER_KEY=«dckr_oat_${fake.base64url(32)}»`, `{ "token": "«dckr_oat_${fake.base64url(32)}»" }`],
    ignores: (fake) => [
      { text: `dckr_oat_${fake.base64url(10)}`, because: 'it is too short' },
      { text: `dckr_oat_${'x'.repeat(32)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}dckr_oat_${fake.base64url(32)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://docs.docker.com/enterprise/security/access-tokens/',
  },
  {
    id: 'docker-config-auth',
    title: 'Docker registry login',
    kind: 'secret',
    why: 'It is a registry’s user name and password in base64.',
    type: 'DOCKER_AUTH',
    literals: ['"auth":', '\\"auth\\":'],
    pattern: /\\?"auth\\?":\s{0,4}\\?"(?<value>[A-Za-z0-9+\/]{16,512}={0,2})\\?"/,
    after: 560,
    confidence: 'medium',
    accept: ({ value }) => (looksGenerated(value) ? 'medium' : undefined),
    finds: (fake) => [
      `{ "auths": { "registry.${fake.lower(6)}.org": { "auth": "«${fake.base64(36)}»" } } }`,
      `{\\"auth\\":\\"«${fake.base64(40)}»\\"}`,
    ],
    ignores: (fake) => [
      { text: `{ "auth": "basic" }`, because: 'it is a word' },
      { text: `{ "authorization": "${fake.base64(36)}" }`, because: 'it is another key' },
    ],
    published: 'https://docs.docker.com/reference/cli/docker/login/#credential-stores',
  },
  {
    id: 'docker-swarm-join-token',
    title: 'Docker Swarm join or unlock key',
    why: 'It lets a machine join the swarm, or unlocks its manager.',
    type: 'SWARM_TOKEN',
    ...prefixed({ prefix: ['SWMTKN-1-'], tail: '[a-z0-9]{50}-[a-z0-9]{25}' }),
    finds: (fake) => [
      `DOCKER_KEY=«SWMTKN-1-${fake.lowerAlnum(50)}-${fake.lowerAlnum(25)}»`,
      `{ "token": "«SWMTKN-1-${fake.lowerAlnum(50)}-${fake.lowerAlnum(25)}»" }`,
    ],
    ignores: (fake) => [
      { text: `SWMTKN-1-${fake.lowerAlnum(16)}-${fake.lowerAlnum(25)}`, because: 'it is too short' },
      { text: `SWMTKN-1-${'x'.repeat(50)}-${'x'.repeat(25)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}SWMTKN-1-${fake.lowerAlnum(50)}-${fake.lowerAlnum(25)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://docs.docker.com/engine/swarm/join-nodes/',
  },
  {
    id: 'docker-swarm-unlock-key',
    title: 'Docker Swarm unlock key',
    why: 'It unlocks the keys of a swarm’s manager.',
    type: 'SWARM_KEY',
    ...prefixed({ prefix: 'SWMKEY-1-', tail: '[A-Za-z0-9+/]{43}' }),
    finds: (fake) => [`DOCKER_KEY=«SWMKEY-1-${fake.base64(43)}»`, `{ "token": "«SWMKEY-1-${fake.base64(43)}»" }`],
    ignores: (fake) => [
      { text: `SWMKEY-1-${fake.base64(14)}`, because: 'it is too short' },
      { text: `SWMKEY-1-${'x'.repeat(43)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}SWMKEY-1-${fake.base64(43)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://docs.docker.com/engine/swarm/swarm_manager_locking/',
  },
];
