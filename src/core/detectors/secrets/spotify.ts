import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const spotify: readonly Detector[] = [
  {
    id: 'spotify-secret',
    title: 'Spotify client secret',
    why: 'It reads and acts in the name of the account or application.',
    type: 'SPOTIFY_SECRET',
    ...contextual({
      vendor: ['spotify', 'spotipy'],
      names: ['secret', 'key', 'token', 'client_id', 'client-id', 'clientid'],
      value: '[a-f0-9]{32}',
    }),
    finds: (fake) => [
      `SPOTIFY_CLIENT_SECRET=«${fake.hex(32)}»`,
      `{ "spotifyClientSecret": "«${fake.hex(32)}»" }`,
      `spotify-client-secret: '«${fake.hex(32)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(32)}'`, because: 'nothing names the vendor' },
      { text: `SPOTIFY_CLIENT_SECRET=${fake.hex(10)}`, because: 'it is too short' },
    ],
    published: 'https://developer.spotify.com/documentation/web-api/concepts/apps',
    revoke: 'https://developer.spotify.com/dashboard',
  },
];
