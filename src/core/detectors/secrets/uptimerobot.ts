import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const uptimerobot: readonly Detector[] = [
  {
    id: 'uptimerobot-key',
    title: 'UptimeRobot API key',
    why: 'It reads and changes monitors.',
    type: 'UPTIMEROBOT_KEY',
    ...contextual({ vendor: ['uptimerobot', 'uptime_robot', 'uptime-robot'], value: '[um]r?\\d{5,10}-[a-f0-9]{24}' }),
    finds: (fake) => [
      `UPTIMEROBOT_API_KEY=«u${fake.digits(7)}-${fake.hex(24)}»`,
      `{ "uptimerobotApiKey": "«u${fake.digits(7)}-${fake.hex(24)}»" }`,
      `uptimerobot-api-key: '«u${fake.digits(7)}-${fake.hex(24)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = 'u${fake.digits(7)}-${fake.hex(24)}'`, because: 'nothing names the vendor' },
      { text: `UPTIMEROBOT_API_KEY=u${fake.digits(7)}-${fake.hex(8)}`, because: 'it is too short' },
    ],
    published: 'https://uptimerobot.com/api/',
  },
];
