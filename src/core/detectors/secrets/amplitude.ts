import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const amplitude: readonly Detector[] = [
  {
    id: 'amplitude-key',
    title: 'Amplitude API or secret key',
    why: 'It reads or writes the account’s metrics, logs and alerts.',
    type: 'AMPLITUDE_KEY',
    ...contextual({ vendor: ['amplitude_', 'amplitude-', 'amplitudeapi', 'amplitudekey', 'amplitudesecret'], value: '[a-f0-9]{32}' }),
    finds: (fake) => [
      `AMPLITUDE_SECRET_KEY=«${fake.hex(32)}»`,
      `{ "amplitudeSecretKey": "«${fake.hex(32)}»" }`,
      `amplitude-secret-key: '«${fake.hex(32)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(32)}'`, because: 'nothing names the vendor' },
      { text: `AMPLITUDE_SECRET_KEY=${fake.hex(10)}`, because: 'it is too short' },
    ],
    published: 'https://amplitude.com/docs/apis/authentication',
  },
];
