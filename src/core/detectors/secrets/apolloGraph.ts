import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const apolloGraph: readonly Detector[] = [
  {
    id: 'apollo-graph-key',
    title: 'Apollo GraphOS API key',
    why: 'It can publish schemas and read metrics of the graph.',
    type: 'APOLLO_KEY',
    ...contextual({ vendor: ['apollo_'], names: ['key'], value: '(?:service|user):[A-Za-z0-9_.-]{1,64}:[A-Za-z0-9_-]{22}' }),
    finds: (fake) => [`APOLLO_KEY=«service:my-graph:${fake.base64url(22)}»`],
    ignores: (fake) => [{ text: `APOLLO_KEY=service:my-graph:${fake.base64url(12)}`, because: 'it is too short' }],
    published: 'https://www.apollographql.com/docs/graphos/platform/access-management/api-keys',
  },
];
