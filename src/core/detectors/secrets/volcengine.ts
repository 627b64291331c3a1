import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';
import { alnum, prefixToken } from './prefixToken.ts';

export const volcengine: readonly Detector[] = [
  prefixToken({
    id: 'volcengine-access-key',
    title: 'Volcengine access key id',
    can: 'name the key that signs requests to a Volcengine account, whose secret half mostly stands beside it',
    type: 'VOLC_ACCESS_KEY',
    prefixes: ['AKLT'],
    body: [alnum(40, 60)],
    published: 'https://www.volcengine.com/docs/6291/65568',
    revoke: 'https://console.volcengine.com/iam/keymanage',
  }),
  {
    id: 'volcengine-ark-api-key',
    title: 'Volcengine Ark API key',
    why: 'It can run Doubao models at the expense of the Volcengine account.',
    type: 'ARK_API_KEY',
    ...contextual({ vendor: ['ark_api', 'volc_ark', 'volcengine', 'doubao'], names: ['key', 'token'], value: UUID }),
    finds: (fake) => [`ARK_API_KEY=«${uuid(fake)}»`],
    ignores: (fake) => [
      { text: `volcengine_endpoint_id=ep-${uuid(fake)}`, because: 'it is the id of an endpoint' },
      { text: 'ARK_API_KEY=os.getenv("ARK_API_KEY")', because: 'it is looked up in the environment' },
    ],
    published: 'https://www.volcengine.com/docs/82379/1541594',
  },
];
