import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';

export const upstash: readonly Detector[] = [
  {
    id: 'upstash-rest-token',
    title: 'Upstash REST token',
    why: 'It can read and change the Upstash database.',
    type: 'UPSTASH_TOKEN',
    ...contextual({ vendor: ['upstash', 'kv_rest_api'], names: ['token'], value: '[A-Za-z0-9_-]{40,120}={0,2}' }),
    finds: (fake) => [`UPSTASH_REDIS_REST_TOKEN="«${fake.alnum(58)}==»"`, `KV_REST_API_TOKEN=«${fake.alnum(56)}»`],
    ignores: (fake) => [
      { text: `UPSTASH_REDIS_REST_TOKEN=${fake.alnum(20)}`, because: 'it is too short' },
      { text: 'token: process.env.UPSTASH_REDIS_REST_TOKEN', because: 'it is looked up in the environment' },
    ],
    published: 'https://upstash.com/docs/redis/features/restapi',
  },
  {
    id: 'upstash-api-key',
    title: 'Upstash developer API key',
    why: 'It can create and delete databases of the Upstash account.',
    type: 'UPSTASH_API_KEY',
    ...contextual({ vendor: ['upstash'], names: ['key'], value: UUID }),
    finds: (fake) => [`UPSTASH_API_KEY=«${uuid(fake)}»`],
    ignores: (fake) => [{ text: `upstash_database_id=${uuid(fake)}`, because: 'it is the id of a database' }],
    published: 'https://upstash.com/docs/devops/developer-api/authentication',
  },
];
