import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const ovh: readonly Detector[] = [
  {
    id: 'ovh-application-secret',
    title: 'OVHcloud application secret',
    why: 'It can sign requests to the OVHcloud API together with a consumer key.',
    type: 'OVH_SECRET',
    ...contextual({ vendor: ['ovh_'], names: ['secret', '_as'], value: '[A-Za-z0-9]{32}' }),
    finds: (fake) => [`OVH_APPLICATION_SECRET=«${fake.alnum(32)}»`, `ovh.application_secret: «${fake.alnum(32)}»`],
    ignores: (fake) => [{ text: `OVH_APPLICATION_SECRET=${fake.alnum(30)}`, because: 'it is too short' }],
    published: 'https://help.ovhcloud.com/csm/en-api-getting-started-ovhcloud-api',
    revoke: 'https://www.ovh.com/auth/api/',
  },
  {
    id: 'ovh-application-key',
    title: 'OVHcloud application key',
    why: 'It names an application at OVHcloud, whose secret mostly stands beside it.',
    type: 'OVH_KEY',
    ...contextual({ vendor: ['ovh_'], names: ['application_key', 'applicationkey', 'app_key', '_ak'], value: '[A-Za-z0-9]{16}' }),
    finds: (fake) => [`OVH_APPLICATION_KEY=«${fake.alnum(16)}»`],
    ignores: (fake) => [{ text: `OVH_APPLICATION_KEY=${fake.alnum(14)}`, because: 'it is too short' }],
    published: 'https://help.ovhcloud.com/csm/en-api-getting-started-ovhcloud-api',
  },
  {
    id: 'ovh-consumer-key',
    title: 'OVHcloud consumer key',
    why: "It can act in the OVHcloud account in its owner's name.",
    type: 'OVH_CONSUMER_KEY',
    ...contextual({ vendor: ['ovh_'], names: ['consumer', '_ck'], value: '[A-Za-z0-9]{32}' }),
    finds: (fake) => [`OVH_CONSUMER_KEY=«${fake.alnum(32)}»`],
    ignores: (fake) => [
      { text: `OVH_CONSUMER_KEY=${fake.alnum(31)}`, because: 'it is one character short' },
      { text: "OVH_CONSUMER_KEY=os.environ['OVH_CONSUMER_KEY']", because: 'it is looked up in the environment' },
    ],
    published: 'https://help.ovhcloud.com/csm/en-api-getting-started-ovhcloud-api',
  },
];
