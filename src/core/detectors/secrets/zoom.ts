import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const zoom: readonly Detector[] = [
  {
    id: 'zoom-secret',
    title: 'Zoom client, webhook or SDK secret',
    why: 'It reads and schedules meetings.',
    type: 'ZOOM_SECRET',
    ...contextual({
      vendor: ['zoom_', 'zoom-', 'zoomapi', 'zoomus', 'zoomsdk', 'zoomclient'],
      names: ['secret', 'token', 'api_key', 'apikey', 'sdk_key', 'sdkkey'],
      value: '[A-Za-z0-9]{22,36}',
    }),
    finds: (fake) => [
      `ZOOM_CLIENT_SECRET=«${fake.alnum(32)}»`,
      `{ "zoomClientSecret": "«${fake.alnum(32)}»" }`,
      `zoom-client-secret: '«${fake.alnum(32)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.alnum(32)}'`, because: 'nothing names the vendor' },
      { text: `ZOOM_CLIENT_SECRET=${fake.alnum(10)}`, because: 'it is too short' },
    ],
    published: 'https://developers.zoom.us/docs/internal-apps/create/',
  },
];
