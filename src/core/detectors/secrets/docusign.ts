import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';

export const docusign: readonly Detector[] = [
  {
    id: 'docusign-secret',
    title: 'DocuSign secret or integration key',
    why: 'It reads and sends documents to sign.',
    type: 'DOCUSIGN_SECRET',
    ...contextual({ vendor: ['docusign'], names: ['key', 'secret', 'token', 'user_id', 'userid'], value: UUID }),
    finds: (fake) => [
      `DOCUSIGN_SECRET_KEY=«${uuid(fake)}»`,
      `{ "docusignSecretKey": "«${uuid(fake)}»" }`,
      `docusign-secret-key: '«${uuid(fake)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${uuid(fake)}'`, because: 'nothing names the vendor' },
      { text: `DOCUSIGN_SECRET_KEY=${fake.hex(8)}-${fake.hex(4)}`, because: 'it is too short' },
    ],
    published: 'https://developers.docusign.com/platform/auth/',
  },
];
