import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const fastly: readonly Detector[] = [
  {
    id: 'fastly-api-token',
    title: 'Fastly API token',
    why: 'It can change and purge the services of the Fastly account.',
    type: 'FASTLY_API_TOKEN',
    ...contextual({ vendor: ['fastly'], value: '[A-Za-z0-9_-]{32}' }),
    finds: (fake) => [`FASTLY_API_TOKEN=«${fake.base64url(32)}»`, `curl -H "Fastly-Key: «${fake.base64url(32)}»"`],
    ignores: (fake) => [
      { text: `FASTLY_API_TOKEN=${fake.base64url(31)}`, because: 'it is one character short' },
      { text: 'FASTLY_API_TOKEN=${{ secrets.FASTLY_API_TOKEN }}', because: 'it is a reference' },
    ],
    published: 'https://www.fastly.com/documentation/reference/api/auth-tokens/',
    revoke: 'https://manage.fastly.com/account/personal/tokens',
  },
];
