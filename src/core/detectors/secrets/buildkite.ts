import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { alnum, base64url, prefixToken } from './prefixToken.ts';

export const buildkite: readonly Detector[] = [
  prefixToken({
    id: 'buildkite-token',
    title: 'Buildkite token',
    can: 'run builds',
    type: 'BUILDKITE_TOKEN',
    prefixes: ['bkua_', 'bkct_'],
    body: [alnum(40, 64)],
    published: 'https://buildkite.com/docs/apis/managing-api-tokens',
  }),
  prefixToken({
    id: 'buildkite-agent-token',
    title: 'Buildkite agent session or job token',
    can: 'act as an agent or job, and read its secrets',
    type: 'BUILDKITE_TOKEN',
    prefixes: ['bkaa_', 'bkaj_'],
    body: [base64url(40, 400)],
    published: 'https://buildkite.com/docs/platform/security/tokens',
  }),
  {
    id: 'buildkite-legacy-agent-token',
    title: 'Buildkite agent token (50 characters)',
    why: 'It can register agents, which are given jobs and their secrets.',
    type: 'BUILDKITE_TOKEN',
    ...contextual({ vendor: ['buildkite'], names: ['token'], value: '[a-f0-9]{50}' }),
    finds: (fake) => [`BUILDKITE_AGENT_TOKEN=«${fake.hex(50)}»`],
    ignores: (fake) => [
      { text: `BUILDKITE_AGENT_TOKEN=${fake.hex(48)}`, because: 'it is too short' },
      { text: `BUILDKITE_COMMIT=${fake.hex(40)}`, because: 'it is a commit' },
    ],
    published: 'https://buildkite.com/docs/agent/v3/unclustered-tokens',
  },
  {
    id: 'buildkite-legacy-api-token',
    title: 'Buildkite API token (40 characters)',
    why: 'It can start builds and read settings as its owner in Buildkite.',
    type: 'BUILDKITE_TOKEN',
    ...contextual({ vendor: ['buildkite'], names: ['token', 'key'], value: '[a-f0-9]{40}' }),
    finds: (fake) => [`BUILDKITE_API_TOKEN=«${fake.hex(40)}»`],
    ignores: (fake) => [{ text: `BUILDKITE_API_TOKEN=${fake.hex(39)}`, because: 'it is one character short' }],
    published: 'https://buildkite.com/docs/apis/managing-api-tokens',
    revoke: 'https://buildkite.com/user/api-access-tokens',
  },
];
