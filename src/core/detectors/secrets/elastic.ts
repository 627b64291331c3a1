import type { Detector } from '../detector.ts';
import { looksGenerated } from './plausible.ts';
import { prefixed } from './prefixToken.ts';

export const elastic: readonly Detector[] = [
  {
    id: 'elastic-cloud-key',
    title: 'Elastic Cloud API key',
    why: 'It manages the organization’s deployments.',
    type: 'ELASTIC_KEY',
    ...prefixed({ prefix: 'essu_', tail: '[A-Za-z0-9+/_-]{40,200}={0,2}' }),
    finds: (fake) => [`ELASTIC_KEY=«essu_${fake.base64(96)}»`, `{ "token": "«essu_${fake.base64(96)}»" }`],
    ignores: (fake) => [
      { text: `essu_${fake.base64(32)}`, because: 'it is too short' },
      { text: `essu_${'x'.repeat(96)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}essu_${fake.base64(96)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://www.elastic.co/docs/deploy-manage/api-keys/elastic-cloud-api-keys',
    revoke: 'https://cloud.elastic.co/account/keys',
  },
  {
    id: 'elastic-api-key',
    title: 'Elasticsearch API key',
    kind: 'secret',
    why: 'It reads or changes the data of a cluster.',
    type: 'ELASTIC_KEY',
    literals: ['ApiKey ', 'elastic'],
    pattern:
      /(?:(?:[Aa]uthorization|AUTHORIZATION)["\']?\s{0,2}[:=]\s{0,2}["\']?ApiKey |(?:elastic|Elastic|ELASTIC)[\w.\-]{0,24}(?:api_key|apikey|apiKey|ApiKey|API_KEY|api-key)["\']?\s{0,3}[:=]\s{0,3}["\']?)(?<value>[A-Za-z0-9+\/]{50,84}={0,2})(?![A-Za-z0-9+\/=_-])/,
    before: 24,
    after: 200,
    confidence: 'medium',
    accept: ({ value }) => (looksGenerated(value) ? 'medium' : undefined),
    finds: (fake) => [`Authorization: ApiKey «${fake.base64(58)}==»`, `ELASTIC_API_KEY="«${fake.base64(58)}==»"`],
    ignores: (fake) => [
      { text: `Authorization: ApiKey ${fake.alnum(12)}`, because: 'it is too short' },
      { text: `Authorization: Bearer ${fake.base64(58)}==`, because: 'it is another scheme' },
    ],
    published: 'https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-security-create-api-key',
  },
];
