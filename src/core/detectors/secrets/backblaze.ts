import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const backblaze: readonly Detector[] = [
  {
    id: 'backblaze-key',
    title: 'Backblaze B2 application key',
    why: 'It can read and change the files in the buckets of its key.',
    type: 'BACKBLAZE_KEY',
    ...contextual({
      vendor: ['backblaze', 'b2_app', 'b2_key', 'b2_secret', 'b2 authorize'],
      names: ['key', 'account', 'secret'],
      value: 'K00[0-9][A-Za-z0-9+/]{27}',
    }),
    finds: (fake) => [`B2_APPLICATION_KEY=«K005${fake.base64(27)}»`],
    ignores: (fake) => [{ text: `B2_APPLICATION_KEY_ID=${fake.hex(25)}`, because: 'it is the public half' }],
    published: 'https://www.backblaze.com/docs/cloud-storage-application-keys',
    revoke: 'https://secure.backblaze.com/app_keys.htm',
  },
];
