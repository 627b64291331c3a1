import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const strava: readonly Detector[] = [
  {
    id: 'strava-secret',
    title: 'Strava client secret or token',
    why: 'It reads and acts in the name of the account or application.',
    type: 'STRAVA_SECRET',
    ...contextual({ vendor: ['strava'], value: '[a-f0-9]{40}' }),
    finds: (fake) => [
      `STRAVA_CLIENT_SECRET=«${fake.hex(40)}»`,
      `{ "stravaClientSecret": "«${fake.hex(40)}»" }`,
      `strava-client-secret: '«${fake.hex(40)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(40)}'`, because: 'nothing names the vendor' },
      { text: `STRAVA_CLIENT_SECRET=${fake.hex(13)}`, because: 'it is too short' },
    ],
    published: 'https://developers.strava.com/docs/authentication/',
  },
];
