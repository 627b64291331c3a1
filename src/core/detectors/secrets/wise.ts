import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';

export const wise: readonly Detector[] = [
  {
    id: 'wise-api-token',
    title: 'Wise API token',
    why: 'It reads accounts and can move money.',
    type: 'WISE_TOKEN',
    ...contextual({
      vendor: ['transferwise', 'wise_api', 'wise-api', 'wiseapi', 'wise_token', 'wise-token', 'wisetoken'],
      names: ['key', 'token', 'secret', 'api'],
      value: UUID,
    }),
    finds: (fake) => [`WISE_API_TOKEN=«${uuid(fake)}»`, `{ "wiseApiToken": "«${uuid(fake)}»" }`, `wise-api-token: '«${uuid(fake)}»'`],
    ignores: (fake) => [
      { text: `checksum = '${uuid(fake)}'`, because: 'nothing names the vendor' },
      { text: `WISE_API_TOKEN=${fake.hex(8)}-${fake.hex(4)}`, because: 'it is too short' },
    ],
    published: 'https://docs.wise.com/api-docs/features/authentication-access',
    revoke: 'https://wise.com/settings/',
  },
];
