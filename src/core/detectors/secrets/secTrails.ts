import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const secTrails: readonly Detector[] = [
  {
    id: 'securitytrails-key',
    title: 'SecurityTrails API key',
    why: 'It calls a paid service at the account’s cost.',
    type: 'SECURITYTRAILS_KEY',
    ...contextual({ vendor: ['securitytrails', 'security_trails'], value: '[A-Za-z0-9]{32}' }),
    finds: (fake) => [
      `SECURITYTRAILS_API_KEY=«${fake.alnum(32)}»`,
      `{ "securitytrailsApiKey": "«${fake.alnum(32)}»" }`,
      `securitytrails-api-key: '«${fake.alnum(32)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.alnum(32)}'`, because: 'nothing names the vendor' },
      { text: `SECURITYTRAILS_API_KEY=${fake.alnum(10)}`, because: 'it is too short' },
    ],
    published: 'https://docs.securitytrails.com/docs/authentication',
  },
];
