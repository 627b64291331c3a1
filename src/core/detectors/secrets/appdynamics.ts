import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';

export const appdynamics: readonly Detector[] = [
  {
    id: 'appdynamics-secret',
    title: 'AppDynamics client secret',
    why: 'It reads or writes the account’s metrics, logs and alerts.',
    type: 'APPDYNAMICS_SECRET',
    ...contextual({ vendor: ['appdynamics'], value: UUID }),
    finds: (fake) => [
      `APPDYNAMICS_CLIENT_SECRET=«${uuid(fake)}»`,
      `{ "appdynamicsClientSecret": "«${uuid(fake)}»" }`,
      `appdynamics-client-secret: '«${uuid(fake)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${uuid(fake)}'`, because: 'nothing names the vendor' },
      { text: `APPDYNAMICS_CLIENT_SECRET=${fake.hex(8)}-${fake.hex(4)}`, because: 'it is too short' },
    ],
    published: 'https://docs.appdynamics.com/appd/24.x/latest/en/extend-splunk-appdynamics/splunk-appdynamics-apis/api-clients',
  },
];
