import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const blockfrost: readonly Detector[] = [
  {
    id: 'blockfrost-key',
    title: 'Blockfrost project id',
    why: 'It uses up the account’s requests to the chain, and reads what the account may.',
    type: 'BLOCKFROST_KEY',
    ...contextual({
      vendor: ['blockfrost'],
      names: ['key', 'token', 'project_id', 'projectid', 'project-id'],
      value: '(?:mainnet|preprod|preview|testnet|ipfs)[A-Za-z0-9]{32}',
    }),
    finds: (fake) => [
      `BLOCKFROST_API_KEY=«mainnet${fake.alnum(32)}»`,
      `{ "blockfrostApiKey": "«mainnet${fake.alnum(32)}»" }`,
      `blockfrost-api-key: '«mainnet${fake.alnum(32)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = 'mainnet${fake.alnum(32)}'`, because: 'nothing names the vendor' },
      { text: `BLOCKFROST_API_KEY=mainnet${fake.alnum(10)}`, because: 'it is too short' },
    ],
    published: 'https://docs.blockfrost.io/',
  },
];
