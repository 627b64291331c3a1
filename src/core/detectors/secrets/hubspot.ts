import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';
import { prefixed } from './prefixToken.ts';

export const hubspot: readonly Detector[] = [
  {
    id: 'hubspot-private-app-token',
    title: 'HubSpot private app token',
    why: 'It reads and changes contacts and deals.',
    type: 'HUBSPOT_TOKEN',
    ...prefixed({
      prefix: ['pat-na1-', 'pat-na2-', 'pat-na3-', 'pat-eu1-', 'pat-ap1-'],
      tail: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
    }),
    finds: (fake) => [`HUBSPOT_KEY=«pat-na1-${uuid(fake)}»`, `{ "token": "«pat-eu1-${uuid(fake)}»" }`],
    ignores: (fake) => [
      { text: `pat-na1-${fake.hex(8)}-${fake.hex(4)}`, because: 'it is too short' },
      { text: `pat-na1-${'x'.repeat(36)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}pat-na1-${uuid(fake)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://developers.hubspot.com/docs/guides/apps/private-apps/overview',
    revoke: 'https://app.hubspot.com/private-apps',
  },
  {
    id: 'hubspot-key',
    title: 'HubSpot API key or client secret',
    why: 'It reads and changes contacts and deals.',
    type: 'HUBSPOT_KEY',
    ...contextual({ vendor: ['hubspot'], value: UUID }),
    finds: (fake) => [`HUBSPOT_API_KEY=«${uuid(fake)}»`, `{ "hubspotApiKey": "«${uuid(fake)}»" }`, `hubspot-api-key: '«${uuid(fake)}»'`],
    ignores: (fake) => [
      { text: `checksum = '${uuid(fake)}'`, because: 'nothing names the vendor' },
      { text: `HUBSPOT_API_KEY=${fake.hex(8)}-${fake.hex(4)}`, because: 'it is too short' },
    ],
    published: 'https://developers.hubspot.com/docs/api/intro-to-auth',
  },
];
