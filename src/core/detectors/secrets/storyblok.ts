import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const storyblok: readonly Detector[] = [
  {
    id: 'storyblok-token',
    title: 'Storyblok access token',
    why: 'It reads or changes the content of a site.',
    type: 'STORYBLOK_TOKEN',
    ...contextual({ vendor: ['storyblok'], value: '(?:[A-Za-z0-9]{22}tt|[A-Za-z0-9]{22}-[0-9]{4,12}-[A-Za-z0-9_-]{20})' }),
    finds: (fake) => [
      `STORYBLOK_TOKEN=«${fake.alnum(22)}tt»`,
      `{ "storyblokToken": "«${fake.alnum(22)}tt»" }`,
      `storyblok-token: '«${fake.alnum(22)}tt»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.alnum(22)}tt'`, because: 'nothing names the vendor' },
      { text: `STORYBLOK_TOKEN=${fake.alnum(7)}tt`, because: 'it is too short' },
    ],
    published: 'https://www.storyblok.com/docs/concepts/access-tokens',
  },
];
