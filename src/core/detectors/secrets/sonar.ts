import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { hex, prefixToken } from './prefixToken.ts';

export const sonar: readonly Detector[] = [
  prefixToken({
    id: 'sonar-token',
    title: 'SonarQube token',
    can: 'read code analysis',
    type: 'SONAR_TOKEN',
    prefixes: ['sqp_', 'squ_', 'sqa_'],
    body: [hex(40)],
    published: 'https://docs.sonarsource.com/sonarqube-server/latest/user-guide/managing-tokens/',
  }),
  {
    id: 'sonar-legacy-token',
    title: 'SonarQube or SonarCloud token (40 characters)',
    why: 'It can read analyses and upload new ones.',
    type: 'SONAR_TOKEN',
    ...contextual({
      vendor: ['sonar_', 'sonarqube', 'sonarcloud', 'sonarlogin'],
      names: ['token', 'login', 'key', 'passw', ''],
      value: '[a-f0-9]{40}',
    }),
    finds: (fake) => [`SONAR_TOKEN=«${fake.hex(40)}»`, `mvn sonar:sonar -Dsonar.login=«${fake.hex(40)}»`],
    ignores: (fake) => [
      { text: `sonar.analysis.buildstring=${fake.hex(38)}`, because: 'its length is wrong' },
      { text: `SONAR_TOKEN=${fake.hex(39)}`, because: 'it is one character short' },
    ],
    published: 'https://docs.sonarsource.com/sonarqube-server/latest/user-guide/managing-tokens/',
    revoke: 'https://sonarcloud.io/account/security',
  },
];
