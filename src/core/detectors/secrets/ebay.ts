import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const ebay: readonly Detector[] = [
  {
    id: 'ebay-cert-id',
    title: 'eBay cert id (client secret)',
    why: 'It acts as an application on eBay.',
    type: 'EBAY_SECRET',
    ...prefixed({ prefix: ['PRD-', 'SBX-'], tail: '[a-f0-9]{12}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}' }),
    finds: (fake) => [
      `EBAY_KEY=«PRD-${fake.hex(12)}-${fake.hex(4)}-${fake.hex(4)}-${fake.hex(4)}-${fake.hex(4)}»`,
      `{ "token": "«SBX-${fake.hex(12)}-${fake.hex(4)}-${fake.hex(4)}-${fake.hex(4)}-${fake.hex(4)}»" }`,
    ],
    ignores: (fake) => [
      { text: `PRD-${fake.hex(4)}-${fake.hex(4)}-${fake.hex(4)}-${fake.hex(4)}-${fake.hex(4)}`, because: 'it is too short' },
      { text: `PRD-${'x'.repeat(12)}-${'x'.repeat(4)}-${'x'.repeat(4)}-${'x'.repeat(4)}-${'x'.repeat(4)}`, because: 'it is a placeholder' },
      {
        text: `${fake.alnum(8)}PRD-${fake.hex(12)}-${fake.hex(4)}-${fake.hex(4)}-${fake.hex(4)}-${fake.hex(4)}`,
        because: 'it stands inside a longer word',
      },
    ],
    published: 'https://developer.ebay.com/api-docs/static/oauth-credentials.html',
  },
];
