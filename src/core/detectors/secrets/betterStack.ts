import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const betterStack: readonly Detector[] = [
  {
    id: 'better-stack-token',
    title: 'Better Stack (Logtail) token',
    why: 'It reads or writes the account’s metrics, logs and alerts.',
    type: 'BETTERSTACK_TOKEN',
    ...contextual({
      vendor: ['betterstack', 'better_stack', 'better-stack', 'logtail', 'betteruptime', 'better_uptime'],
      value: '[A-Za-z0-9]{24}',
    }),
    finds: (fake) => [
      `BETTERSTACK_TOKEN=«${fake.alnum(24)}»`,
      `{ "betterstackToken": "«${fake.alnum(24)}»" }`,
      `betterstack-token: '«${fake.alnum(24)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.alnum(24)}'`, because: 'nothing names the vendor' },
      { text: `BETTERSTACK_TOKEN=${fake.alnum(8)}`, because: 'it is too short' },
    ],
    published: 'https://betterstack.com/docs/logs/api/getting-started/',
  },
];
