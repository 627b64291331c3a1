import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const asana: readonly Detector[] = [
  {
    id: 'asana-token',
    title: 'Asana personal access token',
    why: 'It can read and change tasks as its owner in Asana.',
    type: 'ASANA_TOKEN',
    ...contextual({
      vendor: ['asana'],
      names: ['token', 'pat', 'key', 'authorization'],
      value: '(?:[01]/[0-9]{16}|2/[0-9]{14,18}/[0-9]{14,18}):[a-f0-9]{32}',
    }),
    finds: (fake) => [
      `ASANA_ACCESS_TOKEN=«1/1${fake.digits(15)}:${fake.hex(32)}»`,
      `X-Asana-Authorization: Bearer «2/1${fake.digits(15)}/1${fake.digits(15)}:${fake.hex(32)}»`,
    ],
    ignores: (fake) => [{ text: `ASANA_ACCESS_TOKEN=1/1${fake.digits(15)}`, because: 'the second half is missing' }],
    published: 'https://developers.asana.com/docs/personal-access-token',
    revoke: 'https://app.asana.com/0/my-apps',
  },
  {
    id: 'asana-client-secret',
    title: 'Asana OAuth client secret',
    why: 'It can act as the OAuth application at Asana.',
    type: 'ASANA_SECRET',
    ...contextual({ vendor: ['asana_'], names: ['secret'], value: '[a-f0-9]{32}' }),
    finds: (fake) => [`ASANA_CLIENT_SECRET=«${fake.hex(32)}»`],
    ignores: (fake) => [{ text: `ASANA_CLIENT_SECRET=${fake.hex(30)}`, because: 'it is too short' }],
    published: 'https://developers.asana.com/docs/oauth',
  },
];
