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
  {
    id: 'jenkins-initial-password',
    title: 'Jenkins initial admin password',
    kind: 'secret',
    why: 'Until the setup is finished, it logs in as the administrator of Jenkins.',
    type: 'JENKINS_PASSWORD',
    literals: ['use the following password to proceed to installation', 'initialadminpassword'],
    pattern:
      /(?:use the following password to proceed to installation:?|initialAdminPassword)["'\s:=$#>*]{1,60}(?<value>[0-9a-f]{32})(?![0-9a-zA-Z])/i,
    after: 200,
    confidence: 'high',
    finds: (fake) => [
      `Please use the following password to proceed to installation:\n\n«${fake.hex(32)}»\n`,
      `$ cat secrets/initialAdminPassword\n«${fake.hex(32)}»\n`,
    ],
    ignores: () => [{ text: 'cat /var/jenkins_home/secrets/initialAdminPassword', because: 'it is the name of the file' }],
    published: 'https://www.jenkins.io/doc/book/installing/docker/#unlocking-jenkins',
  },
];
