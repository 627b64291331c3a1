import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const sonatype: readonly Detector[] = [
  {
    id: 'sonatype-token',
    title: 'Sonatype (Maven Central) token or password',
    why: 'Whoever has it can publish packages in the owner’s name.',
    type: 'SONATYPE_TOKEN',
    ...contextual({ vendor: ['sonatype', 'ossrh', 'mavencentral', 'maven_central'], value: '[A-Za-z0-9+/_!@#$%^&*.-]{16,64}' }),
    finds: (fake) => [
      `SONATYPE_PASSWORD=«${fake.alnum(44)}»`,
      `{ "sonatypePassword": "«${fake.alnum(44)}»" }`,
      `sonatype-password: '«${fake.alnum(44)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.alnum(44)}'`, because: 'nothing names the vendor' },
      { text: `SONATYPE_PASSWORD=${fake.alnum(14)}`, because: 'it is too short' },
    ],
    published: 'https://central.sonatype.org/publish/generate-portal-token/',
    revoke: 'https://central.sonatype.com/account',
  },
];
