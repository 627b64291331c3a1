import { crc32 } from '../checksums.ts';
import type { Detector, Match } from '../detector.ts';
import { looksGenerated } from './plausible.ts';
import { prefixed } from './prefixToken.ts';

export const grafana: readonly Detector[] = [
  {
    id: 'grafana-service-account-token',
    title: 'Grafana service account token',
    kind: 'secret',
    why: 'It reads or writes the account’s metrics, logs and alerts.',
    type: 'GRAFANA_TOKEN',
    literals: ['glsa_'],
    pattern: /(?<![A-Za-z0-9_])(?<value>glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8})(?![A-Za-z0-9_])/,
    after: 60,
    confidence: 'medium',
    accept: byChecksum,
    finds: (fake) => [
      `GRAFANA_TOKEN=«glsa_${fake.alnum(32)}_${fake.hex(8)}»`,
      `"Authorization": "Bearer «glsa_${fake.alnum(32)}_${fake.hex(8)}»"`,
    ],
    ignores: (fake) => [
      { text: `glsa_${fake.alnum(12)}`, because: 'it is too short' },
      { text: `glsa_${'x'.repeat(32)}_${fake.hex(8)}`, because: 'it is a placeholder' },
    ],
    published: 'https://grafana.com/docs/grafana/latest/administration/service-accounts/',
  },
  {
    id: 'grafana-cloud-token',
    title: 'Grafana Cloud access policy token',
    why: 'It reads or writes the account’s metrics, logs and alerts.',
    type: 'GRAFANA_TOKEN',
    ...prefixed({ prefix: 'glc_', tail: '[A-Za-z0-9+/]{32,400}={0,2}' }),
    finds: (fake) => [`GRAFANA_KEY=«glc_eyJ${fake.base64(80)}==»`, `{ "token": "«glc_eyJ${fake.base64(80)}==»" }`],
    ignores: (fake) => [
      { text: `glc_eyJ${fake.base64(26)}==`, because: 'it is too short' },
      { text: `glc_eyJ${'x'.repeat(80)}==`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}glc_eyJ${fake.base64(80)}==`, because: 'it stands inside a longer word' },
    ],
    published: 'https://grafana.com/docs/grafana-cloud/security-and-account-management/authentication-and-permissions/access-policies/',
  },
  {
    id: 'grafana-api-key',
    title: 'Grafana API key',
    why: 'It reads or writes the account’s metrics, logs and alerts.',
    type: 'GRAFANA_KEY',
    ...prefixed({ prefix: 'eyJrIjoi', tail: '[A-Za-z0-9+/]{60,400}={0,3}' }),
    finds: (fake) => [`GRAFANA_KEY=«eyJrIjoi${fake.base64(84)}==»`, `{ "token": "«eyJrIjoi${fake.base64(84)}==»" }`],
    ignores: (fake) => [
      { text: `eyJrIjoi${fake.base64(28)}==`, because: 'it is too short' },
      { text: `eyJrIjoi${'x'.repeat(84)}==`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}eyJrIjoi${fake.base64(84)}==`, because: 'it stands inside a longer word' },
    ],
    published: 'https://grafana.com/docs/grafana/latest/administration/api-keys/',
  },
];

/**
 * The last 8 characters are the CRC32 of `gl`, the service and the secret, in little-endian hex
 * (https://github.com/grafana/grafana/blob/main/pkg/components/satokengen/tokengen.go).
 */
function byChecksum({ value }: Match): 'high' | 'medium' | undefined {
  const end = value.lastIndexOf('_');
  if (!looksGenerated(value)) return undefined;
  return littleEndianHex(crc32(value.slice(0, end))) === value.slice(end + 1) ? 'high' : 'medium';
}

function littleEndianHex(word: number): string {
  return [0, 8, 16, 24].map((shift) => ((word >>> shift) & 0xff).toString(16).padStart(2, '0')).join('');
}
