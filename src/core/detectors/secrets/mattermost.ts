import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { looksGenerated } from './plausible.ts';

export const mattermost: readonly Detector[] = [
  {
    id: 'mattermost-token',
    title: 'Mattermost access token',
    why: 'Whoever has it speaks and reads as the bot.',
    type: 'MATTERMOST_TOKEN',
    ...contextual({ vendor: ['mattermost'], value: '[a-z0-9]{26}' }),
    finds: (fake) => [
      `MATTERMOST_TOKEN=«${fake.lowerAlnum(26)}»`,
      `{ "mattermostToken": "«${fake.lowerAlnum(26)}»" }`,
      `mattermost-token: '«${fake.lowerAlnum(26)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.lowerAlnum(26)}'`, because: 'nothing names the vendor' },
      { text: `MATTERMOST_TOKEN=${fake.lowerAlnum(8)}`, because: 'it is too short' },
    ],
    published: 'https://developers.mattermost.com/integrate/reference/personal-access-token/',
  },
  {
    id: 'mattermost-webhook',
    title: 'Mattermost incoming webhook',
    kind: 'secret',
    why: 'Whoever has it can post into the channel.',
    type: 'MATTERMOST_WEBHOOK',
    literals: ['/hooks/'],
    pattern: /\/hooks\/(?<value>[a-z0-9]{26})(?![A-Za-z0-9])/,
    after: 40,
    confidence: 'medium',
    accept: ({ value }) => (/\d/.test(value) && looksGenerated(value) ? 'medium' : undefined),
    finds: (fake) => [`https://mattermost.${fake.lower(7)}.org/hooks/«${fake.lowerAlnum(26)}»`],
    ignores: (fake) => [
      { text: `https://${fake.lower(7)}.org/hooks/use-effect`, because: 'it is a page' },
      { text: `https://hooks.${fake.lower(7)}.com/hooks/${fake.lower(26)}`, because: 'there is no digit in it' },
    ],
    published: 'https://developers.mattermost.com/integrate/webhooks/incoming/',
  },
];
