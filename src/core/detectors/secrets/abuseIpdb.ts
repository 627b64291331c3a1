import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const abuseIpdb: readonly Detector[] = [
  {
    id: 'abuseipdb-key',
    title: 'AbuseIPDB API key',
    why: 'It calls a paid service at the account’s cost.',
    type: 'ABUSEIPDB_KEY',
    ...contextual({ vendor: ['abuseipdb', 'abuse_ipdb'], value: '[a-f0-9]{80}' }),
    finds: (fake) => [
      `ABUSE_IPDB_API_KEY=«${fake.hex(80)}»`,
      `{ "abuseIpdbApiKey": "«${fake.hex(80)}»" }`,
      `abuse-ipdb-api-key: '«${fake.hex(80)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(80)}'`, because: 'nothing names the vendor' },
      { text: `ABUSE_IPDB_API_KEY=${fake.hex(26)}`, because: 'it is too short' },
    ],
    published: 'https://docs.abuseipdb.com/',
  },
];
