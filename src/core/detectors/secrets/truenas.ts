import type { Detector } from '../detector.ts';

export const truenas: readonly Detector[] = [
  {
    id: 'truenas-api-key',
    title: 'TrueNAS API key',
    kind: 'secret',
    why: 'Whoever holds it can manage the storage server.',
    type: 'TRUENAS_KEY',
    literals: ['login_with_api_key', 'truenas'],
    pattern:
      /(?:login_with_api_key|truenas)[^\n]{0,10}(?:[^A-Za-z0-9]{1,6}[A-Za-z_"':= \[\n]{0,60}?)["' =:[](?<value>\d{1,4}-[A-Za-z0-9]{64})(?![A-Za-z0-9])/i,
    after: 220,
    confidence: 'high',
    finds: (fake) => [`{"method":"auth.login_with_api_key", "params":["«3-${fake.alnum(64)}»"]}`],
    ignores: (fake) => [{ text: `truenas "1-${fake.alnum(20)}"`, because: 'it is too short' }],
    published: 'https://api.truenas.com/',
  },
];
