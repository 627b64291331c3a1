import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { looksGenerated, UUID, uuid } from './plausible.ts';

export const splunk: readonly Detector[] = [
  {
    id: 'splunk-token',
    title: 'Splunk token',
    why: 'Whoever has it can send data into the account, at its cost.',
    type: 'SPLUNK_TOKEN',
    ...contextual({ vendor: ['splunk'], value: UUID }),
    finds: (fake) => [`SPLUNK_HEC_TOKEN=«${uuid(fake)}»`, `{ "splunkHecToken": "«${uuid(fake)}»" }`, `splunk-hec-token: '«${uuid(fake)}»'`],
    ignores: (fake) => [
      { text: `checksum = '${uuid(fake)}'`, because: 'nothing names the vendor' },
      { text: `SPLUNK_HEC_TOKEN=${fake.hex(8)}-${fake.hex(4)}`, because: 'it is too short' },
    ],
    published: 'https://docs.splunk.com/Documentation/Splunk/latest/Data/UsetheHTTPEventCollector',
  },
  {
    id: 'splunk-authorization',
    title: 'Splunk HTTP event collector header',
    kind: 'secret',
    why: 'Whoever has it can send data into the account, at its cost.',
    type: 'SPLUNK_TOKEN',
    literals: ['Authorization: Splunk', 'Authorization": "Splunk', "Authorization': 'Splunk"],
    pattern:
      /[Aa]uthorization["\']?: ["\']?Splunk (?<value>[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})(?![A-Za-z0-9-])/,
    after: 80,
    confidence: 'high',
    accept: ({ value }) => (looksGenerated(value) ? 'high' : undefined),
    finds: (fake) => [`curl -H "Authorization: Splunk «${uuid(fake)}»" https://${fake.lower(6)}.org:8088/services/collector`],
    ignores: () => [{ text: `Authorization: Splunk <token>`, because: 'it is a placeholder' }],
    published: 'https://docs.splunk.com/Documentation/Splunk/latest/Data/HECExamples',
  },
];
