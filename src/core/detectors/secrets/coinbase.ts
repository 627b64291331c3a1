import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';

export const coinbase: readonly Detector[] = [
  {
    id: 'coinbase-api-secret',
    title: 'Coinbase API key or secret',
    why: 'Whoever has it can move somebody’s cryptocurrency.',
    type: 'COINBASE_KEY',
    ...contextual({ vendor: ['coinbase'], value: '(?:[A-Za-z0-9_-]{64}|[A-Za-z0-9+/]{86}==|[A-Za-z0-9]{32}|[A-Za-z0-9]{16})' }),
    finds: (fake) => [
      `COINBASE_API_SECRET=«${fake.alnum(64)}»`,
      `{ "coinbaseApiSecret": "«${fake.alnum(64)}»" }`,
      `coinbase-api-secret: '«${fake.alnum(64)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.alnum(64)}'`, because: 'nothing names the vendor' },
      { text: `COINBASE_API_SECRET=${fake.alnum(21)}`, because: 'it is too short' },
    ],
    published: 'https://docs.cdp.coinbase.com/get-started/authentication/cdp-api-keys',
    revoke: 'https://portal.cdp.coinbase.com/access/api',
  },
  {
    id: 'coinbase-commerce-key',
    title: 'Coinbase Commerce API key',
    why: 'It reads and creates charges of a merchant.',
    type: 'COINBASE_KEY',
    ...contextual({ vendor: ['coinbase_commerce', 'coinbase-commerce', 'coinbasecommerce', 'x-cc-api'], value: UUID }),
    finds: (fake) => [
      `COINBASE_COMMERCE_API_KEY=«${uuid(fake)}»`,
      `{ "coinbaseCommerceApiKey": "«${uuid(fake)}»" }`,
      `coinbase-commerce-api-key: '«${uuid(fake)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${uuid(fake)}'`, because: 'nothing names the vendor' },
      { text: `COINBASE_COMMERCE_API_KEY=${fake.hex(8)}-${fake.hex(4)}`, because: 'it is too short' },
    ],
    published: 'https://docs.cdp.coinbase.com/commerce/introduction/welcome',
  },
];
