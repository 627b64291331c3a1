import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';

export const postmark: readonly Detector[] = [
  {
    id: 'postmark-token',
    title: 'Postmark server or account token',
    why: 'Whoever has it can send mail in the account’s name and read who got what.',
    type: 'POSTMARK_TOKEN',
    ...contextual({ vendor: ['postmark'], names: ['token', 'key', 'secret', ''], value: UUID }),
    finds: (fake) => [
      `POSTMARK_SERVER_TOKEN=«${uuid(fake)}»`,
      `{ "postmarkServerToken": "«${uuid(fake)}»" }`,
      `postmark-server-token: '«${uuid(fake)}»'`,
      `X-Postmark-Server-Token: «${uuid(fake)}»`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${uuid(fake)}'`, because: 'nothing names the vendor' },
      { text: `POSTMARK_SERVER_TOKEN=${fake.hex(8)}-${fake.hex(4)}`, because: 'it is too short' },
    ],
    published: 'https://postmarkapp.com/developer/api/overview#authentication',
    revoke: 'https://account.postmarkapp.com/api_tokens',
  },
];
