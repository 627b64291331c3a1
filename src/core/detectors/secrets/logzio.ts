import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';

export const logzio: readonly Detector[] = [
  {
    id: 'logzio-token',
    title: 'Logz.io token',
    why: 'Whoever has it can send data into the account, at its cost.',
    type: 'LOGZIO_TOKEN',
    ...contextual({ vendor: ['logzio', 'logz_io', 'logz.io', 'logz-io'], value: `(?:[A-Za-z]{32}|${UUID})` }),
    finds: (fake) => [`LOGZIO_API_TOKEN=«${uuid(fake)}»`, `{ "logzioApiToken": "«${uuid(fake)}»" }`, `logzio-api-token: '«${uuid(fake)}»'`],
    ignores: (fake) => [
      { text: `checksum = '${uuid(fake)}'`, because: 'nothing names the vendor' },
      { text: `LOGZIO_API_TOKEN=${fake.hex(8)}-${fake.hex(4)}`, because: 'it is too short' },
    ],
    published: 'https://docs.logz.io/docs/user-guide/admin/authentication-tokens/',
  },
];
