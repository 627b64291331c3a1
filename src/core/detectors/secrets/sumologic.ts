import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { looksGenerated } from './plausible.ts';

export const sumologic: readonly Detector[] = [
  {
    id: 'sumologic-access',
    title: 'Sumo Logic access id or key',
    why: 'It reads or writes the account’s metrics, logs and alerts.',
    type: 'SUMOLOGIC_KEY',
    ...contextual({
      vendor: ['sumologic', 'sumo_logic', 'sumo-logic', 'sumo_access'],
      names: ['key', 'token', 'secret', 'access_id', 'accessid', 'access-id', 'access'],
      value: '(?:su[A-Za-z0-9]{12}|[A-Za-z0-9]{64})',
    }),
    finds: (fake) => [
      `SUMOLOGIC_ACCESS_KEY=«${fake.alnum(64)}»`,
      `{ "sumologicAccessKey": "«${fake.alnum(64)}»" }`,
      `sumologic-access-key: '«${fake.alnum(64)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.alnum(64)}'`, because: 'nothing names the vendor' },
      { text: `SUMOLOGIC_ACCESS_KEY=${fake.alnum(21)}`, because: 'it is too short' },
    ],
    published: 'https://help.sumologic.com/docs/manage/security/access-keys/',
  },
  {
    id: 'sumologic-source-url',
    title: 'Sumo Logic HTTP source URL',
    kind: 'secret',
    why: 'Whoever has it can send data into the account, at its cost.',
    type: 'SUMOLOGIC_URL',
    literals: ['collection.sumologic.com/receiver/', 'collection.us2.sumologic.com/receiver/', 'collection.eu.sumologic.com/receiver/'],
    pattern:
      /collection\.(?:[a-z0-9]{2,4}\.)?sumologic\.com\/receiver\/v1\/(?:http|otlp)\/(?<value>[A-Za-z0-9_-]{50,150}={0,2})(?![A-Za-z0-9_=-])/,
    after: 240,
    confidence: 'high',
    accept: ({ value }) => (looksGenerated(value) ? 'high' : undefined),
    finds: (fake) => [`https://endpoint4.collection.us2.sumologic.com/receiver/v1/http/«${fake.base64url(98)}==»`],
    ignores: () => [{ text: `https://collectors.sumologic.com/receiver/v1/http/`, because: 'there is no token' }],
    published: 'https://help.sumologic.com/docs/send-data/hosted-collectors/http-source/logs-metrics/',
  },
];
