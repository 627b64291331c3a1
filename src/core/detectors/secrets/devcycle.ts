import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const devcycle: readonly Detector[] = [
  {
    id: 'devcycle-server-key',
    title: 'DevCycle server SDK key',
    why: 'It reads feature flags.',
    type: 'DEVCYCLE_KEY',
    ...prefixed({ prefix: ['dvc_server_'], tail: '[a-f0-9]{8}_[a-f0-9]{4}_[a-f0-9]{4}_[a-f0-9]{4}_[a-f0-9]{12}_[a-f0-9]{7}' }),
    finds: (fake) => [
      `DEVCYCLE_KEY=«dvc_server_${fake.hex(8)}_${fake.hex(4)}_${fake.hex(4)}_${fake.hex(4)}_${fake.hex(12)}_${fake.hex(7)}»`,
      `{ "token": "«dvc_server_${fake.hex(8)}_${fake.hex(4)}_${fake.hex(4)}_${fake.hex(4)}_${fake.hex(12)}_${fake.hex(7)}»" }`,
    ],
    ignores: (fake) => [
      {
        text: `dvc_server_${fake.hex(8)}_${fake.hex(4)}_${fake.hex(4)}_${fake.hex(4)}_${fake.hex(4)}_${fake.hex(7)}`,
        because: 'it is too short',
      },
      {
        text: `dvc_server_${'x'.repeat(8)}_${'x'.repeat(4)}_${'x'.repeat(4)}_${'x'.repeat(4)}_${'x'.repeat(12)}_${'x'.repeat(7)}`,
        because: 'it is a placeholder',
      },
      {
        text: `${fake.alnum(8)}dvc_server_${fake.hex(8)}_${fake.hex(4)}_${fake.hex(4)}_${fake.hex(4)}_${fake.hex(12)}_${fake.hex(7)}`,
        because: 'it stands inside a longer word',
      },
    ],
    published: 'https://docs.devcycle.com/essentials/keys',
  },
];
