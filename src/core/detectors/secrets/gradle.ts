import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const gradle: readonly Detector[] = [
  {
    id: 'gradle-publish-secret',
    title: 'Gradle plugin portal key or secret',
    why: 'Whoever has it can publish packages in the owner’s name.',
    type: 'GRADLE_SECRET',
    ...contextual({ vendor: ['gradle.publish', 'gradle_publish'], value: '[A-Za-z0-9]{32,64}' }),
    finds: (fake) => [
      `GRADLE_PUBLISH_SECRET=«${fake.alnum(48)}»`,
      `{ "gradlePublishSecret": "«${fake.alnum(48)}»" }`,
      `gradle-publish-secret: '«${fake.alnum(48)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.alnum(48)}'`, because: 'nothing names the vendor' },
      { text: `GRADLE_PUBLISH_SECRET=${fake.alnum(16)}`, because: 'it is too short' },
    ],
    published: 'https://plugins.gradle.org/docs/publish-plugin',
  },
];
