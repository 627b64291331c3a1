import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const virusTotal: readonly Detector[] = [
  {
    id: 'virustotal-key',
    title: 'VirusTotal API key',
    why: 'It calls a paid service at the account’s cost.',
    type: 'VIRUSTOTAL_KEY',
    ...contextual({ vendor: ['virustotal', 'virus_total', 'vt_api', 'vtapi'], value: '[a-f0-9]{64}' }),
    finds: (fake) => [
      `VIRUS_TOTAL_API_KEY=«${fake.hex(64)}»`,
      `{ "virusTotalApiKey": "«${fake.hex(64)}»" }`,
      `virus-total-api-key: '«${fake.hex(64)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(64)}'`, because: 'nothing names the vendor' },
      { text: `VIRUS_TOTAL_API_KEY=${fake.hex(21)}`, because: 'it is too short' },
    ],
    published: 'https://docs.virustotal.com/reference/authentication',
  },
];
