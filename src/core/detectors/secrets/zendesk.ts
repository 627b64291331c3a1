import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const zendesk: readonly Detector[] = [
  {
    id: 'zendesk-token',
    title: 'Zendesk API token',
    why: 'It reads and answers tickets of customers.',
    type: 'ZENDESK_TOKEN',
    ...contextual({ vendor: ['zendesk'], value: '(?:[A-Za-z0-9]{40}|[a-f0-9]{64})' }),
    finds: (fake) => [
      `ZENDESK_API_TOKEN=«${fake.alnum(40)}»`,
      `{ "zendeskApiToken": "«${fake.alnum(40)}»" }`,
      `zendesk-api-token: '«${fake.alnum(40)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.alnum(40)}'`, because: 'nothing names the vendor' },
      { text: `ZENDESK_API_TOKEN=${fake.alnum(13)}`, because: 'it is too short' },
    ],
    published: 'https://developer.zendesk.com/api-reference/introduction/security-and-auth/',
  },
];
