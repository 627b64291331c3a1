import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';

export const loggly: readonly Detector[] = [
  {
    id: 'loggly-token',
    title: 'Loggly customer token',
    kind: 'secret',
    why: 'Whoever has it can send data into the account, at its cost.',
    type: 'LOGGLY_TOKEN',
    literals: ['.loggly.com/inputs/', '.loggly.com/bulk/'],
    pattern: /\.loggly\.com\/(?:inputs|bulk)\/(?<value>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![A-Za-z0-9-])/,
    after: 70,
    confidence: 'high',
    finds: (fake) => [`https://logs-01.loggly.com/inputs/«${uuid(fake)}»/tag/http/`],
    ignores: () => [{ text: `https://logs-01.loggly.com/inputs/TOKEN/`, because: 'it is a placeholder' }],
    published: 'https://documentation.solarwinds.com/en/success_center/loggly/content/admin/token-based-api-authentication.htm',
  },
  {
    id: 'loggly-key',
    title: 'Loggly token',
    why: 'Whoever has it can send data into the account, at its cost.',
    type: 'LOGGLY_TOKEN',
    ...contextual({ vendor: ['loggly'], value: UUID }),
    finds: (fake) => [`LOGGLY_TOKEN=«${uuid(fake)}»`, `{ "logglyToken": "«${uuid(fake)}»" }`, `loggly-token: '«${uuid(fake)}»'`],
    ignores: (fake) => [
      { text: `checksum = '${uuid(fake)}'`, because: 'nothing names the vendor' },
      { text: `LOGGLY_TOKEN=${fake.hex(8)}-${fake.hex(4)}`, because: 'it is too short' },
    ],
    published: 'https://documentation.solarwinds.com/en/success_center/loggly/content/admin/customer-token-authentication-token.htm',
  },
];
