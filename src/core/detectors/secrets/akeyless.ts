import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const akeyless: readonly Detector[] = [
  {
    id: 'akeyless-access-key',
    title: 'Akeyless access key',
    why: 'It can read the secrets of an Akeyless role.',
    type: 'AKEYLESS_ACCESS_KEY',
    ...contextual({ vendor: ['akeyless'], names: ['key'], value: '[A-Za-z0-9+/]{43}=' }),
    finds: (fake) => [`AKEYLESS_ACCESS_KEY=«${fake.base64(43)}=»`],
    ignores: (fake) => [{ text: `AKEYLESS_ACCESS_ID=p-${fake.lowerAlnum(14)}`, because: 'it is the public half' }],
    published: 'https://docs.akeyless.io/docs/api-key',
  },
];
