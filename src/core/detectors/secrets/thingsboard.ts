import type { Detector } from '../detector.ts';

export const thingsboard: readonly Detector[] = [
  {
    id: 'thingsboard-device-token',
    title: 'ThingsBoard device token',
    kind: 'secret',
    why: 'Whoever holds it can send data as that device.',
    type: 'THINGSBOARD_TOKEN',
    literals: ['thingsboard'],
    pattern: /thingsboard[\w.:-]{0,60}\/api\/v1\/(?<value>[A-Za-z0-9]{20})(?![A-Za-z0-9])/,
    after: 120,
    confidence: 'medium',
    finds: (fake) => [`https://thingsboard.cloud/api/v1/«${fake.lowerAlnum(20)}»/telemetry`],
    ignores: () => [{ text: 'https://thingsboard.cloud/api/v1/$ACCESS_TOKEN/telemetry', because: 'the shell fills it in' }],
    published: 'https://thingsboard.io/docs/reference/http-api/',
  },
];
