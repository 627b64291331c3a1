import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const customerio: readonly Detector[] = [
  {
    id: 'customerio-key',
    title: 'Customer.io API key',
    why: 'Whoever has it can send mail in the account’s name and read who got what.',
    type: 'CUSTOMERIO_KEY',
    ...contextual({ vendor: ['customerio', 'customer_io', 'customer-io', 'customer.io'], value: '(?:[a-f0-9]{32}|[a-f0-9]{20})' }),
    finds: (fake) => [
      `CUSTOMERIO_API_KEY=«${fake.hex(32)}»`,
      `{ "customerioApiKey": "«${fake.hex(32)}»" }`,
      `customerio-api-key: '«${fake.hex(32)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(32)}'`, because: 'nothing names the vendor' },
      { text: `CUSTOMERIO_API_KEY=${fake.hex(10)}`, because: 'it is too short' },
    ],
    published: 'https://docs.customer.io/accounts-and-workspaces/managing-credentials/',
  },
];
