import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { base64, prefixToken } from './prefixToken.ts';

export const confluent: readonly Detector[] = [
  prefixToken({
    id: 'confluent-secret',
    title: 'Confluent Cloud API secret',
    can: 'read and write the topics of its Confluent Cloud cluster',
    type: 'CONFLUENT_SECRET',
    prefixes: ['cflt'],
    body: [base64(60)],
    published: 'https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html',
    revoke: 'https://confluent.cloud/settings/api-keys',
  }),
  {
    id: 'confluent-legacy-secret',
    title: 'Confluent Cloud API secret (older format)',
    why: 'It can read and write the topics of its Confluent Cloud cluster.',
    type: 'CONFLUENT_SECRET',
    ...contextual({
      vendor: ['confluent', 'ccloud', 'kafka_api', 'kafka_secret', 'cloud_api_secret'],
      names: ['secret', 'password', ''],
      value: '[A-Za-z0-9+/]{64}',
    }),
    finds: (fake) => [`CONFLUENT_CLOUD_API_SECRET=«${fake.base64(64)}»`],
    ignores: (fake) => [{ text: `CONFLUENT_CLOUD_API_SECRET=${fake.base64(60)}`, because: 'it is too short' }],
    published: 'https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html',
  },
];
