import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const finicity: readonly Detector[] = [
  {
    id: 'finicity-key',
    title: 'Finicity app key, secret or token',
    why: 'It reads the bank accounts of an application’s customers.',
    type: 'FINICITY_KEY',
    ...contextual({ vendor: ['finicity'], value: '(?:[a-f0-9]{32}|[A-Za-z0-9]{20})' }),
    finds: (fake) => [
      `FINICITY_APP_KEY=«${fake.hex(32)}»`,
      `{ "finicityAppKey": "«${fake.hex(32)}»" }`,
      `finicity-app-key: '«${fake.hex(32)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(32)}'`, because: 'nothing names the vendor' },
      { text: `FINICITY_APP_KEY=${fake.hex(10)}`, because: 'it is too short' },
    ],
    published: 'https://developer.mastercard.com/open-finance-us/documentation/quick-start-guide/',
  },
];
