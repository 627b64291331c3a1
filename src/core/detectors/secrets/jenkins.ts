import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const jenkins: readonly Detector[] = [
  {
    id: 'jenkins-api-token',
    title: 'Jenkins API token',
    why: 'It can start jobs and change settings as its owner in Jenkins.',
    type: 'JENKINS_TOKEN',
    ...contextual({ vendor: ['jenkins'], value: '(?:11[a-f0-9]{32}|[a-f0-9]{32})' }),
    finds: (fake) => [`JENKINS_API_TOKEN=«11${fake.hex(32)}»`, `<jenkins-token>«11${fake.hex(32)}»</jenkins-token>`],
    ignores: (fake) => [
      { text: `JENKINS_API_TOKEN=11${fake.hex(30)}f0a`, because: 'its length is wrong' },
      { text: "JENKINS_API_TOKEN=credentials('jenkins-token')", because: 'it is looked up' },
    ],
    published: 'https://www.jenkins.io/doc/book/system-administration/authenticating-scripted-clients/',
  },
];
