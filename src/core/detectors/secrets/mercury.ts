import type { Detector } from '../detector.ts';
import { looksGenerated } from './plausible.ts';

export const mercury: readonly Detector[] = [
  {
    id: 'secret-token-uri',
    title: 'Secret token URI',
    kind: 'secret',
    why: 'It is a bearer token that says so itself: whoever has it may use the service that issued it.',
    type: 'SECRET_TOKEN',
    literals: ['secret-token:'],
    pattern: /(?<![A-Za-z0-9_-])(?<value>secret-token:[A-Za-z0-9._~!$&\'()*+,;=:@%-]{16,200})(?![A-Za-z0-9])/,
    after: 220,
    confidence: 'high',
    accept: ({ value }) => (looksGenerated(value) ? 'high' : undefined),
    finds: (fake) => [
      `Authorization: Bearer «secret-token:mercury_production_${fake.lowerAlnum(40)}»`,
      `"token": "«secret-token:${fake.base64url(40)}»"`,
    ],
    ignores: () => [
      { text: `secret-token: see the manual`, because: 'a space ends it' },
      { text: `secret-token:your-token-goes-here`, because: 'it is a placeholder' },
    ],
    published: 'https://www.rfc-editor.org/rfc/rfc8959',
  },
];
