import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const airbrake: readonly Detector[] = [
  {
    id: 'airbrake-key',
    title: 'Airbrake key',
    why: 'Whoever has it can send data into the account, at its cost.',
    type: 'AIRBRAKE_KEY',
    ...contextual({ vendor: ['airbrake'], value: '(?:[a-f0-9]{40}|[a-f0-9]{32})' }),
    finds: (fake) => [
      `AIRBRAKE_PROJECT_KEY=«${fake.hex(32)}»`,
      `{ "airbrakeProjectKey": "«${fake.hex(32)}»" }`,
      `airbrake-project-key: '«${fake.hex(32)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(32)}'`, because: 'nothing names the vendor' },
      { text: `AIRBRAKE_PROJECT_KEY=${fake.hex(10)}`, because: 'it is too short' },
    ],
    published: 'https://docs.airbrake.io/docs/devops-tools/api/',
  },
];
