import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { looksGenerated, UUID, uuid } from './plausible.ts';

export const opsgenie: readonly Detector[] = [
  {
    id: 'opsgenie-key',
    title: 'Opsgenie API key',
    why: 'It reads, raises and closes alerts.',
    type: 'OPSGENIE_KEY',
    ...contextual({ vendor: ['opsgenie'], value: UUID }),
    finds: (fake) => [`OPSGENIE_API_KEY=«${uuid(fake)}»`, `{ "opsgenieApiKey": "«${uuid(fake)}»" }`, `opsgenie-api-key: '«${uuid(fake)}»'`],
    ignores: (fake) => [
      { text: `checksum = '${uuid(fake)}'`, because: 'nothing names the vendor' },
      { text: `OPSGENIE_API_KEY=${fake.hex(8)}-${fake.hex(4)}`, because: 'it is too short' },
    ],
    published: 'https://docs.opsgenie.com/docs/api-key-management',
  },
  {
    id: 'opsgenie-genie-key',
    title: 'Opsgenie GenieKey header',
    kind: 'secret',
    why: 'It reads, raises and closes alerts.',
    type: 'OPSGENIE_KEY',
    literals: ['GenieKey '],
    pattern: /GenieKey (?<value>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![A-Za-z0-9-])/,
    after: 60,
    confidence: 'high',
    accept: ({ value }) => (looksGenerated(value) ? 'high' : undefined),
    finds: (fake) => [`Authorization: GenieKey «${uuid(fake)}»`],
    ignores: () => [{ text: `Authorization: GenieKey $API_KEY`, because: 'it is a variable' }],
    published: 'https://docs.opsgenie.com/docs/authentication',
  },
];
